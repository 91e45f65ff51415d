/** Wrong usage: exit code 2, one line and the usage of the command. */
export class UsageError extends Error {}

export const EXIT = { good: 0, findings: 1, usage: 2, failure: 3 } as const;

export const USAGE = `Usage: faktaark <command> [options]

  build [mission…]   make the sheets
      --locale da,en|all   locales (default: every locale that has a text); pseudo is en-XA and ar-XB
      --edition NAME,…|all screen, print, archive (default: those of faktaark.config.json)
      --standard a2|a4     PDF/A-2a and PDF/UA-1 (default), or PDF 2.0 with PDF/A-4f and PDF/UA-2
      --layout NAME,…|all  layouts (default: that of faktaark.config.json)
      --theme NAME         theme (default: that of faktaark.config.json)
      --debug-grid         show the grid of the layout over the pages, in files that end in .grid.pdf
      --out DIR            where to (default: output/)
      --jobs N             worker threads (default: by the number of sheets and processors)
      --shard I/N          only the I-th of N equal parts
      --force              build again what has not changed
      --allow NAME,…       missing, stale, unreviewed: let such translations pass; the manifest says so
      --json  --project DIR
  render FILE.html|-  HTML and CSS to PDF
      -o FILE.pdf          (default: beside the page; - is standard output)
      --lang TAG           language where the page names none
      --css FILE           a stylesheet more; may be repeated
      --dump STAGE         html, dom, style, boxes, fragments, display, tags: text on standard output, no PDF
      --allow-dir DIR      another folder the page may read; may be repeated
      --edition NAME       screen (default), print, archive
      --standard a2|a4     as for build
      --json  --project DIR
  validate           check data, translations, templates and fonts; renders nothing
      --json  --sarif FILE  --junit FILE  --strict  --project DIR
  fmt                sort and format the JSON files of the project
      --check              only say which are not; exit code 1
      --json  --project DIR
  translate status [mission…]    how far each translation has come
      --locale da,en|all  --json
  translate extract [mission…]   files for translators
      --locale da,en|all   languages (default: those that have a text)
      --format NAME        xliff (2.1, default), xliff12, po, csv
      --open               only what is missing, stale or not yet translated
      --no-limits          do not measure how long strings may be
      --layout NAME        measure in this layout (default: in all)
      --out DIR            where to (default: translations/)
      --json  --project DIR
  translate import FILE…         take files that came back
      --mission ID --locale TAG   what they are of, where they do not say
      --dry-run            only say what would change
      --json  --project DIR
  translate accept MISSION --locale TAG [KEY…]
      --state NAME         translated (default), reviewed, final, initial
      --json  --project DIR
  check FILE.pdf…    preflight of finished PDFs
      --profile screen|print|archive   what the files are for (default: as each says of itself)
      --seconds N          time for each file (default: 8)
      --json  --sarif FILE  --junit FILE  --strict

  --help  --version

Exit codes: 0 good, 1 findings, 2 wrong usage or configuration, 3 input/output or internal failure.
`;
