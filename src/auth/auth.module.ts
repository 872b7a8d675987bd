import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthService } from './auth.service.js';
import { ScopeGuard } from './scope.guard.js';

@Global()
@Module({
  providers: [AuthService, { provide: APP_GUARD, useClass: ScopeGuard }],
  exports: [AuthService],
})
export class AuthModule {}
