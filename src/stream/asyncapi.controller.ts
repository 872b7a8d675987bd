import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../platform/public.js';
import { asyncApi } from './asyncapi.js';

@ApiExcludeController()
@Controller('api/asyncapi.json')
@Public()
export class AsyncApiController {
  private readonly document = asyncApi();

  /** Description of the stream, AsyncAPI 3. */
  @Get()
  get(): object {
    return this.document;
  }
}
