import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { allows, type Principal } from './auth/principal.js';
import { Caller, RequireScope } from './auth/require-scope.js';
import { Info } from './contract/info.js';
import { type PlantCell, type PlantLine, PlantService } from './plant/plant.service.js';
import { packageInfo } from './platform/package.js';

/** What this service is. It speaks of lines and cells, so it belongs to no room but the whole. */
@Controller('api/v1/info')
export class InfoController {
  constructor(private readonly plant: PlantService) {}

  @Get()
  @ApiOperation({ summary: 'What this service is, its lines and cells, and the versions of their models' })
  @RequireScope('read', 'any-line')
  @ApiOkResponse({ standardSchema: Info })
  info(@Caller() caller: Principal): Info {
    const seen = <Plant extends PlantLine | PlantCell>(plants: readonly Plant[]) => plants.filter(({ definition }) => allows(caller, 'read', definition.id));
    const lines = seen(this.plant.lines());
    const cells = seen(this.plant.cells());
    const all = [...lines, ...cells];
    return {
      ...packageInfo,
      node: process.version,
      demo: all.some(({ definition }) => definition.demo),
      lines: lines.map(({ definition }) => definition.id),
      cells: cells.map(({ definition }) => definition.id),
      models: all.map(({ definition, version }) => ({ line: definition.id, version })),
    };
  }
}
