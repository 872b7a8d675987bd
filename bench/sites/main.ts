import { loadSite, siteNames } from './site-files.js';
import { proveSite } from './prove.js';

const [name, days, findingsDays] = process.argv.slice(2);
console.log(siteNames('plants'));
const proof = proveSite(loadSite('plants', name!), { days: Number(days), findingsDays: Number(findingsDays), everyS: 60, seed: 1 });
console.log(JSON.stringify(proof, null, 1));
