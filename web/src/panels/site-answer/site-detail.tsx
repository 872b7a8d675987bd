import { CarriersPanel } from './carriers-panel.js';
import { BillPanels } from './bill-panels.js';
import { CostPanel } from './cost-panel.js';
import { ProductsPanel } from './products-panel.js';
import { SharedPanel } from './shared-panel.js';
import { SiteNotes } from './site-notes.js';
import type { SiteView } from './site-view.js';
import { UnitsPanel } from './units-panel.js';
import { WeekPanel } from './week-panel.js';

/** What the indicators of a site are made of. */
export function SiteDetail({ view, file }: { view: SiteView; file: string }) {
  return (
    <>
      <UnitsPanel view={view} file={file} />
      <CarriersPanel view={view} file={file} />
      <WeekPanel view={view} file={file} />
      <CostPanel view={view} file={file} />
      <BillPanels view={view} file={file} />
      <ProductsPanel view={view} file={file} />
      <SharedPanel view={view} file={file} />
      <SiteNotes view={view} />
    </>
  );
}
