/** The share to which a table is made smaller so that it is as wide as the paper; 1: it is no wider. */
export const shareThatFits = (tableWidth: number, paperWidth: number) =>
  tableWidth > paperWidth && paperWidth > 0 ? Math.floor((paperWidth / tableWidth) * 1000) / 1000 : 1;

/** Makes wide tables smaller while the page is laid out for paper, so that no column is cut; ends when the answer is called. */
export function fitTables(page: HTMLElement): () => void {
  const fit = () => {
    for (const table of page.querySelectorAll('table')) {
      table.style.zoom = '1';
      const share = shareThatFits(table.offsetWidth, table.parentElement!.clientWidth);
      if (share < 1) table.style.zoom = String(share);
    }
  };
  fit();
  const later = new MutationObserver(fit);
  later.observe(page, { childList: true, subtree: true });
  return () => {
    later.disconnect();
    for (const table of page.querySelectorAll('table')) table.style.zoom = '';
  };
}
