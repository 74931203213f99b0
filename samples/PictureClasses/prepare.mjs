// Draws the pictures and writes pictures.tsv: prepare.mjs PACKAGES FOLDER, where PACKAGES holds twemoji, openmoji and resvg.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const CLASSES = 50, MOST = 40, FOLDS = 10, WIDTH = 128;
const [packages, folder] = process.argv.slice(2);

const { initWasm, Resvg } = await import(pathToFileURL(join(packages, 'resvg/index.mjs')));
await initWasm(await readFile(join(packages, 'resvg/index_bg.wasm')));

// Files are named by code points; Twemoji leaves the sign "as a picture" out of most names, and OpenMoji out of some.
const flat = code => [code, code.replaceAll('-fe0f', '')].map(name => join(packages, 'twemoji/dist/svg', `${name}.svg`)).find(existsSync);
const lines = code => join(packages, 'openmoji/black/svg', `${code.toUpperCase()}.svg`);

// The same emoji as a man or a woman, or in another colour of the skin, is no second one.
const isVariant = emoji => emoji.skintone !== '' || /(^|-)(2640|2642)(-|$)/.test(emoji.hexcode) || /^(1F468|1F469)-200D/.test(emoji.hexcode);
const hash = code => createHash('sha256').update(code).digest('hex');

// OpenMoji draws all flags as the same empty frame.
const all = JSON.parse(await readFile(join(packages, 'openmoji/data/openmoji.json'), 'utf8'))
    .filter(emoji => !emoji.group.startsWith('extras') && emoji.group !== 'flags' && !isVariant(emoji))
    .map(emoji => ({ code: emoji.hexcode.toLowerCase(), name: emoji.annotation, className: emoji.subgroups }))
    .filter(emoji => flat(emoji.code) !== undefined && existsSync(lines(emoji.code)));

// A class is a subgroup of Unicode's; the largest ones are taken, and of each as many as MOST in the order of a hash. Folds take turns in that order.
const byClass = new Map();
for (const emoji of all) {
    byClass.set(emoji.className, [...(byClass.get(emoji.className) ?? []), emoji]);
}

const classes = [...byClass]
    .sort(([one, ones], [other, others]) => others.length - ones.length || (one < other ? -1 : 1))
    .slice(0, CLASSES);

await mkdir(folder, { recursive: true });
const rows = ['path\tclass\tstyle\temoji\tfold'];
for (const [className, emojis] of classes) {
    const order = emojis.map(emoji => ({ ...emoji, hash: hash(emoji.code) })).sort((one, other) => (one.hash < other.hash ? -1 : 1)).slice(0, MOST);
    for (const [place, { code, name }] of order.entries()) {
        for (const [style, source] of [['flat', flat(code)], ['lines', lines(code)]]) {
            const picture = new Resvg(await readFile(source, 'utf8'), { background: '#fff', fitTo: { mode: 'width', value: WIDTH } }).render();
            const path = `${style}-${code}.png`;
            await writeFile(join(folder, path), picture.asPng());
            picture.free();
            rows.push([path, className, style, name, place % FOLDS].join('\t'));
        }
    }
}

await writeFile(join(folder, 'pictures.tsv'), rows.join('\n') + '\n');
console.log(`${rows.length - 1} pictures of ${classes.length} classes in ${folder}`);
