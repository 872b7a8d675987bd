import { queryOptions } from '@tanstack/react-query';
import type {
  PlantChangeBody,
  PlantFileDocument,
  PlantFileKind,
  PlantFileList,
  PlantFileVersions,
  PlantFileVersionText,
  PlantTextCheck,
} from '../../../src/contract/plant-file.js';
import { request } from './http.js';

const FILES = '/api/v1/plant-files';
const address = (file: string) => `${FILES}/${encodeURIComponent(file)}`;
const KEY = 'plant-files';

/** Others change files too: asked anew whenever the page is opened. */
export const plantFilesQuery = queryOptions({
  queryKey: [KEY],
  queryFn: ({ signal }) => request<PlantFileList>('GET', FILES, undefined, signal),
  staleTime: 0,
});

export const plantFileQuery = (file: string) =>
  queryOptions({
    queryKey: [KEY, file],
    queryFn: ({ signal }) => request<PlantFileDocument>('GET', address(file), undefined, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

export const plantFileVersionsQuery = (file: string) =>
  queryOptions({
    queryKey: [KEY, file, 'versions'],
    queryFn: ({ signal }) => request<PlantFileVersions>('GET', `${address(file)}/versions`, undefined, signal),
    staleTime: 0,
  });

/** What is wrong with a text in the place of a file, or what it would change. The same text is asked about once. */
export const plantCheckQuery = (file: string, text: string) =>
  queryOptions({
    queryKey: [KEY, file, 'check', text],
    queryFn: ({ signal }) => request<PlantTextCheck>('POST', `${address(file)}/check`, { text }, signal),
    staleTime: 30_000,
    gcTime: 30_000,
  });

const SCHEMAS = { Line: 'line', Cell: 'cell', MachineTypes: 'machine-types' };
/** JSON Schema of a kind of file, for completion. It changes with the service only. */
export const plantSchemaQuery = (kind: NonNullable<PlantFileKind>) =>
  queryOptions({
    queryKey: ['schemas', kind],
    queryFn: ({ signal }) => request<object>('GET', `/api/v1/schemas/${SCHEMAS[kind]}`, undefined, signal),
    staleTime: Infinity,
  });

export const versionText = (file: string, sha256: string) => request<PlantFileVersionText>('GET', `${address(file)}/versions/${sha256}`);

/** Puts a text in the place of the one whose SHA-256 is given, under the name of the token. */
export const applyPlantText = (file: string, base: string, change: PlantChangeBody) =>
  request<PlantFileDocument>('PUT', address(file), change, undefined, { 'if-match': `"${base}"` });
