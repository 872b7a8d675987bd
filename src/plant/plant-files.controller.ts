import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { allows, type Principal } from '../auth/principal.js';
import { Caller, RequireScope } from '../auth/require-scope.js';
import {
  PlantChangeBody,
  PlantFileDocument,
  PlantFileList,
  PlantFileVersions,
  PlantFileVersionText,
  PlantTextBody,
  PlantTextCheck,
} from '../contract/plant-file.js';
import { ProblemError } from '../platform/problem.js';
import { PlantFilesOnDisk, type Rights } from './plant-files.service.js';

const APPLY =
  'The text is checked among all plant files, and refused with every issue (file:line:column) where the service could not start with it. It takes the place of the text that was ' +
  'read (If-Match), is kept with the name of the token and the reason for good, and comes into force at the next start.';

/** The plant files as they lie on disk. */
@ApiTags('plant files')
@Controller('api/v1/plant-files')
export class PlantFilesController {
  constructor(private readonly files: PlantFilesOnDisk) {}

  @Get()
  @ApiOperation({ summary: 'The plant files of the lines and cells that the caller may read, and how they stand to what runs' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: PlantFileList })
  async list(@Caller() caller: Principal): Promise<PlantFileList> {
    return { items: await this.files.list(rightsOf(caller)), next: null };
  }

  @Get(':file')
  @ApiOperation({ summary: 'A plant file with its text; its ETag is what a change of it must name' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: PlantFileDocument })
  async read(@Param('file') file: string, @Caller() caller: Principal, @Res({ passthrough: true }) reply: FastifyReply): Promise<PlantFileDocument> {
    return tagged(await this.files.read(file, rightsOf(caller)), reply);
  }

  @Post(':file/check')
  @ApiOperation({ summary: 'What would be wrong with a text in the place of this file, or else what would change at the next start. Changes nothing' })
  @HttpCode(200)
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: PlantTextCheck })
  check(@Param('file') file: string, @Body({ schema: PlantTextBody }) { text }: PlantTextBody, @Caller() caller: Principal): Promise<PlantTextCheck> {
    return this.files.check(file, text, rightsOf(caller));
  }

  @Put(':file')
  @ApiOperation({ summary: 'Applies a text with a reason', description: APPLY })
  @ApiHeader({ name: 'If-Match', required: true, description: 'ETag of the text that was changed' })
  @RequireScope('edit', 'any-line')
  @ApiOkResponse({ standardSchema: PlantFileDocument })
  async apply(
    @Param('file') file: string,
    @Body({ schema: PlantChangeBody }) change: PlantChangeBody,
    @Headers('if-match') tag: string | undefined,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlantFileDocument> {
    if (tag === undefined) throw new ProblemError('precondition-required', 'send If-Match with the ETag of the text that was changed');
    return tagged(await this.files.apply(file, change, tag.replaceAll('"', ''), rightsOf(caller)), reply);
  }

  @Get(':file/versions')
  @ApiOperation({ summary: 'The texts that a file had, as far as they were changed here, newest first' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: PlantFileVersions })
  async versions(@Param('file') file: string, @Caller() caller: Principal): Promise<PlantFileVersions> {
    return { items: await this.files.versions(file, rightsOf(caller)), next: null };
  }

  @Get(':file/versions/:sha256')
  @ApiOperation({ summary: 'One of these texts' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: PlantFileVersionText })
  async versionText(@Param('file') file: string, @Param('sha256') sha256: string, @Caller() caller: Principal): Promise<PlantFileVersionText> {
    return { sha256, text: await this.files.versionText(file, sha256, rightsOf(caller)) };
  }
}

const rightsOf = (caller: Principal): Rights => ({
  name: caller.name,
  mayRead: (line) => allows(caller, 'read', line),
  mayEdit: (line) => allows(caller, 'edit', line),
});

function tagged(document: PlantFileDocument, reply: FastifyReply): PlantFileDocument {
  reply.header('etag', `"${document.sha256}"`);
  return document;
}
