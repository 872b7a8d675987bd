import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './shared.js';

interface Target {
  query: string;
  datasource: { uid: string };
}

interface Dashboard {
  uid: string;
  title: string;
  templating: { list: { name: string; query: string; datasource: { uid: string } }[] };
  panels: { id: number; type: string; title: string; targets: Target[]; gridPos: { x: number; y: number; w: number; h: number } }[];
}

export const dashboardFolder = path.join(repositoryRoot, 'deploy/grafana/dashboards');

export const dashboards: { file: string; dashboard: Dashboard }[] = readdirSync(dashboardFolder).map((file) => ({
  file,
  dashboard: JSON.parse(readFileSync(path.join(dashboardFolder, file), 'utf8')) as Dashboard,
}));

/** Every query of every dashboard, with a name for people. */
export const queries: { name: string; query: string; uid: string }[] = dashboards.flatMap(({ file, dashboard }) => [
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ query, datasource }) => ({ name: `${file}: ${title}`, query, uid: datasource.uid }))),
  ...dashboard.templating.list.map(({ name, query, datasource }) => ({ name: `${file}: $${name}`, query, uid: datasource.uid })),
]);
