// Which events a webhook hears: any of its filters, and everything when there is none.
import { type Event, type Filter } from "../state/model.ts";

const fits = (filter: Filter, event: Event): boolean =>
  (filter.resource_type === undefined || filter.resource_type === event.resource.resource_type) &&
  (filter.resource_subtype === undefined || filter.resource_subtype === event.resource.resource_subtype) &&
  (filter.action === undefined || filter.action === event.action) &&
  (filter.fields === undefined || (event.change !== undefined && filter.fields.includes(event.change.field)));

export const hears = (filters: Filter[], event: Event): boolean =>
  filters.length === 0 || filters.some((filter) => fits(filter, event));
