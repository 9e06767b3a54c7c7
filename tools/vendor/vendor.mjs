// Refreshes the libraries under src/Web/wwwroot/lib and the icon table of the Icon component.
// Run `npm ci && npm run vendor` here after changing a version; the results are committed, so that
// neither building nor running Gezhi needs Node.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const lib = join(root, 'src/Web/wwwroot/lib');
const icons = join(root, 'src/Platform/Ui/IconPaths.cs');
const versionOf = name => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version;
const libraries = [];

function fresh(name, folder, licence, licenceFile) {
  const version = versionOf(name), to = join(lib, `${folder}-${version}`);
  mkdirSync(to, { recursive: true });
  cpSync(join(here, 'node_modules', name, licenceFile), join(to, 'LICENSE'));
  libraries.push({ name, version, licence, folder: `${folder}-${version}` });
  return to;
}

rmSync(lib, { recursive: true, force: true });

const htmx = fresh('htmx.org', 'htmx', '0BSD', 'LICENSE');
const dist = join(here, 'node_modules/htmx.org/dist');
for (const [from, to] of [['htmx.min.js', 'htmx.min.js'], ['ext/hx-sse.min.js', 'hx-sse.min.js']])
  writeFileSync(join(htmx, to), readFileSync(join(dist, from), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'));

const ol = fresh('ol', 'ol', 'BSD-2-Clause', 'LICENSE.md');
const { metafile } = await build({
  metafile: true, absWorkingDir: here, entryPoints: ['src/ol.js'], outfile: join(ol, 'ol.js'),
  bundle: true, minify: true, format: 'esm', target: ['chrome96'], legalComments: 'none',
});

const bundled = new Set(Object.keys(metafile.inputs).map(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(name => name && name !== 'ol'));
for (const name of [...bundled].sort()) {
  const folder = join(here, 'node_modules', name), file = readdirSync(folder).find(f => /^licen[cs]e/i.test(f));
  writeFileSync(join(ol, 'LICENSE'), `\n\n${name} ${versionOf(name)} (bundled in ol.js)\n\n${readFileSync(join(folder, file), 'utf8')}`, { flag: 'a' });
}

fresh('lucide-static', 'lucide', 'ISC', 'LICENSE');
const names = readFileSync(join(here, 'icons.txt'), 'utf8').split('\n').filter(Boolean).sort();
const paths = names.map(name => {
  const svg = readFileSync(join(here, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8');
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return `        ["${name}"] = """${inner.replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>')}""",`;
});
writeFileSync(icons, `// Written by tools/vendor/vendor.mjs from lucide-static ${versionOf('lucide-static')} (ISC, see wwwroot/lib/lucide-${versionOf('lucide-static')}/LICENSE). Do not edit.
using System.Collections.Frozen;

namespace Gezhi.Platform.Ui;

internal static class IconPaths
{
    public static readonly FrozenDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
${paths.join('\n')}
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
`);

const files = {};
(function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else files[relative(lib, path).replaceAll('\\', '/')] = 'sha256-' + createHash('sha256').update(readFileSync(path)).digest('base64');
  }
})(lib);
writeFileSync(join(lib, 'manifest.json'), JSON.stringify({ libraries, files }, null, 2) + '\n');
console.log(libraries.map(l => `${l.name} ${l.version}`).join(', '), `· ${names.length} icons`);
