/** How the overview is looked at; the address says it. */
export interface OverviewSearch {
  /** in the order of the plant files; worst first where not given */
  sort?: 'plant' | undefined;
  /** those alone that need somebody */
  only?: 'abnormal' | undefined;
}

export const readOverviewSearch = (search: Record<string, unknown>): OverviewSearch => ({
  sort: search['sort'] === 'plant' ? 'plant' : undefined,
  only: search['only'] === 'abnormal' ? 'abnormal' : undefined,
});
