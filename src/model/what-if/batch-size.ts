import type { Edit } from './edit.js';
import type { ChangeOf } from './handlers.js';
import { changeRhythm } from './next-order.js';

/** Another number of items in a batch of a product; the demand counts batches, unless it is to keep its items. */
export function changeBatchSize(edit: Edit, { product: id, size, keepItems }: ChangeOf<'batch-size'>): void {
  const product = edit.find(edit.cell.products, id, 'product', 'product');
  if (product === null) return;
  const before = product.batchSize;
  const after = edit.count('size', `products.${id}.batchSize`, size, before);
  if (after === null || after === before) return;
  product.batchSize = after;
  noteFixedTimes(edit, id);
  if (!keepItems) return;
  for (const demand of edit.cell.demand) {
    if (demand.product !== id || !edit.touch('keepItems', `demand.${demand.id}.every`)) continue;
    changeRhythm(edit, demand, (demand.every * after) / before);
  }
  for (const order of edit.cell.orders) {
    if (order.product !== id || !edit.touch('keepItems', `orders.${order.id}.batches`)) continue;
    const items = order.batches * before;
    if (items % after !== 0) edit.note('orders-of-batches', { of: order.id, items });
    order.batches = Math.ceil(items / after);
  }
}

/** Units whose phases last as long for a batch of any size. */
function noteFixedTimes(edit: Edit, id: string): void {
  const { products, units } = edit.cell;
  const route = products.find((product) => product.id === id)!.route;
  const fixed = units.filter((unit) =>
    route.some((step) => step.units.includes(unit.id) && !unit.flow && (step.phases ?? unit.phases).some(({ per }) => per === 'batch')),
  );
  if (fixed.length > 0) edit.note('times-as-before', { product: id, units: fixed.map((unit) => unit.id).join(', ') });
}
