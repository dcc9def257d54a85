import { ingest } from '@retombees/pipeline/ingest'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'

/** Takes files in as the command does, and says of each what became of it: `node … <home> <programme> <folder>`. */
const [root = '', folder = '', ...files] = process.argv.slice(2)
console.log(JSON.stringify({ ready: true }))
await ingest(openHome(root), await readProgramme(folder), files, {
  now: () => new Date(),
  onFile: (outcome) => console.log(JSON.stringify(outcome)),
})
console.log(JSON.stringify({ published: true }))
