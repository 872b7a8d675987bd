import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import type { LineId } from '../contract/equipment.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { PlantService } from './plant.service.js';
import { PlantVersion } from './plant-version.entity.js';

/** Keeps every definition that was ever in force, so that an old answer can name and find its model. */
@Injectable()
export class PlantVersions implements OnModuleInit {
  constructor(
    private readonly plant: PlantService,
    @InjectRepository(PlantVersion) private readonly versions: Repository<PlantVersion>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const loadedAt = new Date(this.clock.nowUs() / 1000);
    const inForce = [...this.plant.lines(), ...this.plant.cells()];
    const rows = inForce.map(({ definition, version, file, source }) => ({ line: definition.id, version, definition, file, source, loadedAt }));
    await this.versions.createQueryBuilder().insert().values(rows).orIgnore().execute();
  }

  /** When a version was first in force; null: it never was. */
  async firstInForce(line: LineId, version: string): Promise<Date | null> {
    return (await this.versions.findOne({ where: { line, version }, select: { loadedAt: true } }))?.loadedAt ?? null;
  }

  /** Newest first. */
  list(line: LineId): Promise<Pick<PlantVersion, 'version' | 'file' | 'loadedAt'>[]> {
    return this.versions.find({ where: { line }, order: { loadedAt: 'DESC', version: 'ASC' }, select: { version: true, file: true, loadedAt: true } });
  }
}
