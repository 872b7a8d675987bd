import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';
import { Public } from '../platform/public.js';
import { ProblemError } from '../platform/problem.js';
import { PlantService, type PlantLine } from './plant.service.js';
import { PlantVersions } from './plant-versions.service.js';
import { lineSchema } from './schema.js';

@ApiTags('lines')
@Controller('api/v1')
export class PlantController {
  constructor(
    private readonly plant: PlantService,
    private readonly versions: PlantVersions,
  ) {}

  /** The line as its plant file describes it, durations in seconds, rates in items a minute, powers in kW. */
  @Get('lines/:line/definition')
  @RequireScope('read')
  definition(@Param('line') id: string) {
    const { definition, version, file } = this.find(id);
    return { line: definition.id, version, file, definition };
  }

  /** Every version of the line's plant file that was ever in force, newest first. */
  @Get('lines/:line/versions')
  @RequireScope('read')
  async versionsOf(@Param('line') id: string) {
    const { version: inForce } = this.find(id);
    const rows = await this.versions.list(id);
    return {
      items: rows.map(({ version, file, loadedAt }) => ({ version, file, loadedAt: loadedAt.toISOString(), inForce: version === inForce })),
      next: null,
    };
  }

  /** JSON Schema (draft 7) of a plant file, for editors. */
  @Get('schemas/line')
  @Public()
  @Header('content-type', 'application/schema+json')
  schema() {
    return JSON.stringify(lineSchema());
  }

  private find(id: string): PlantLine {
    const line = this.plant.line(id);
    if (!line) throw new ProblemError('not-found', `there is no line ${id}`);
    return line;
  }
}
