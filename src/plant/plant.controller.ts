import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.js';
import type { CellInForce } from '../contract/cell.js';
import { LineVersions, type LineInForce } from '../contract/line.js';
import { CellParameters, LineParameters } from '../contract/parameter.js';
import { refusal } from '../contract/refusal.js';
import { Public } from '../platform/public.js';
import { ProblemError } from '../platform/problem.js';
import { parametersOf } from './parameters.js';
import { PlantService, type PlantCell, type PlantLine } from './plant.service.js';
import { PlantVersions } from './plant-versions.service.js';
import { cellInForceSchema, cellSchema, lineInForceSchema, lineSchema, machineTypesSchema } from './schema.js';

@ApiTags('lines')
@Controller('api/v1')
export class PlantController {
  constructor(
    private readonly plant: PlantService,
    private readonly versions: PlantVersions,
  ) {}

  @Get('lines/:line/definition')
  @ApiOperation({ summary: 'The line as its plant file describes it, durations in seconds, rates in items a minute, powers in kW' })
  @RequireScope('read')
  @ApiOkResponse({ schema: lineInForceSchema() })
  definition(@Param('line') id: string): LineInForce {
    const { definition, version, file } = this.find(id);
    return { line: definition.id, version, file, definition };
  }

  @Get('lines/:line/parameters')
  @ApiOperation({ summary: 'Every number that the plant file says of the line and its machines, with its unit and where it comes from' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: LineParameters })
  parameters(@Param('line') id: string): LineParameters {
    const { definition, version } = this.find(id);
    return { line: definition.id, version, items: parametersOf(definition) };
  }

  @Get('lines/:line/versions')
  @ApiOperation({ summary: "Every version of the line's plant file that was ever in force, newest first" })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: LineVersions })
  versionsOf(@Param('line') id: string): Promise<LineVersions> {
    return this.everInForce(this.find(id));
  }

  @Get('cells/:line/definition')
  @ApiOperation({ summary: 'The process cell as its plant file describes it, durations in seconds, rates in items a minute, powers in kW' })
  @RequireScope('read')
  @ApiOkResponse({ schema: cellInForceSchema() })
  cellDefinition(@Param('line') id: string): CellInForce {
    const { definition, version, file } = this.findCell(id);
    return { cell: definition.id, version, file, definition };
  }

  @Get('cells/:line/parameters')
  @ApiOperation({ summary: 'Every number that the plant file says of the cell and its machines, with its unit and where it comes from' })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: CellParameters })
  cellParameters(@Param('line') id: string): CellParameters {
    const { definition, version } = this.findCell(id);
    return { cell: definition.id, version, items: parametersOf(definition) };
  }

  @Get('cells/:line/versions')
  @ApiOperation({ summary: "Every version of the cell's plant file that was ever in force, newest first" })
  @RequireScope('read')
  @ApiOkResponse({ standardSchema: LineVersions })
  cellVersions(@Param('line') id: string): Promise<LineVersions> {
    return this.everInForce(this.findCell(id));
  }

  @Get('schemas/line')
  @ApiOperation({ summary: 'JSON Schema (draft 7) of a plant file, for editors' })
  @Public()
  @Header('content-type', 'application/schema+json')
  @ApiOkResponse({ content: { 'application/schema+json': { schema: { type: 'object', additionalProperties: true } } } })
  schema() {
    return JSON.stringify(lineSchema());
  }

  @Get('schemas/cell')
  @ApiOperation({ summary: 'JSON Schema (draft 7) of a plant file of a process cell, for editors' })
  @Public()
  @Header('content-type', 'application/schema+json')
  @ApiOkResponse({ content: { 'application/schema+json': { schema: { type: 'object', additionalProperties: true } } } })
  schemaOfCell() {
    return JSON.stringify(cellSchema());
  }

  @Get('schemas/machine-types')
  @ApiOperation({ summary: 'JSON Schema (draft 7) of a file of machine types, for editors' })
  @Public()
  @Header('content-type', 'application/schema+json')
  @ApiOkResponse({ content: { 'application/schema+json': { schema: { type: 'object', additionalProperties: true } } } })
  schemaOfMachineTypes() {
    return JSON.stringify(machineTypesSchema());
  }

  private async everInForce({ definition: { id }, version: inForce }: PlantLine | PlantCell): Promise<LineVersions> {
    const rows = await this.versions.list(id);
    return {
      items: rows.map(({ version, file, loadedAt }) => ({ version, file, loadedAt: loadedAt.toISOString(), inForce: version === inForce })),
      next: null,
    };
  }

  private find(id: string): PlantLine {
    const line = this.plant.line(id);
    if (!line) throw new ProblemError('not-found', refusal('noLine', { id }));
    return line;
  }

  private findCell(id: string): PlantCell {
    const cell = this.plant.cell(id);
    if (!cell) throw new ProblemError('not-found', refusal('noCell', { id }));
    return cell;
  }
}
