/** The user-agent stylesheet: the rendering section of HTML, for the elements we know, on paper. */
export const USER_AGENT_CSS = `
html, body, address, article, aside, blockquote, center, dd, details, dialog, div, dl, dt, fieldset, figcaption, figure, footer,
form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, main, nav, ol, p, pre, search, section, ul, menu, dir { display: block }
head, link, meta, script, style, title, template, base, datalist, area, param, noembed, noframes { display: none }
optgroup, option { display: block }
rt:not(rp + rt)::before { content: "(" }
rt:not(rp + rt)::after { content: ")" }
marquee { display: block; overflow: hidden; white-space: nowrap }
input, button, select, textarea, progress, meter { display: inline-block; text-indent: 0 }
input, button, select, textarea { margin: 0; font: 13.333px sans-serif; letter-spacing: 0; word-spacing: 0; line-height: normal; text-align: start; text-transform: none; color: black; background: white; break-inside: avoid }
input, textarea { border: 2px inset #767676; padding: 1px 2px; white-space: pre }
input { width: 20ch; overflow: clip }
input::before { content: attr(value) "\\200b" }
input:not([value])::before { content: attr(placeholder) "\\200b"; color: #757575 }
input[type=password i] { -webkit-text-security: disc }
input[type=hidden i] { display: none }
textarea { padding: 2px; border-width: 1px; border-style: solid; width: 20ch; min-height: 2lh; white-space: pre-wrap; overflow: hidden }
button, input:is([type=button i], [type=submit i], [type=reset i]) { box-sizing: border-box; width: fit-content; border: 2px outset #767676; padding: 1px 6px; background: #efefef; text-align: center }
input:is([type=file i], [type=color i], [type=range i])::before { content: "\\200b" }
input[type=file i] { border-color: transparent }
input[type=file i]::before { content: "No file chosen" }
input[type=color i] { box-sizing: border-box; width: 50px; height: 27px; border: 1px solid #767676; padding: 4px; background-clip: content-box; background-color: black }
input[type=range i] { box-sizing: border-box; width: 129px; height: 16px; margin: 2px; border: 0; border-radius: 4px; padding: 5px 0; background-clip: content-box; background-color: #dcdcdc }
input[type=image i]::before { content: attr(alt, "Submit") }
input:is([type=submit i], [type=reset i]):not([value])::before { color: inherit }
input[type=submit i]:not([value])::before { content: "Submit" }
input[type=reset i]:not([value])::before { content: "Reset" }
input:is([type=checkbox i], [type=radio i]) { box-sizing: border-box; width: 13px; height: 13px; margin: 3px 3px 3px 4px; border: 1px solid #767676; border-radius: 2.5px; padding: 0; vertical-align: -3px }
input[type=radio i] { margin: 3px 3px 0 5px; border-radius: 50%; vertical-align: baseline }
input:is([type=checkbox i], [type=radio i])::before { content: none }
input[type=checkbox i][checked] { border-color: #0075ff; background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 12'%3E%3Cpath d='M2.5 6.5l2.5 2.5l5-5.5' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E") center / 11px 11px no-repeat #0075ff }
input[type=radio i][checked] { border-color: #0075ff; background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'%3E%3Ccircle cx='1' cy='1' r='1' fill='%230075ff'/%3E%3C/svg%3E") center / 7px 7px no-repeat white }
select { box-sizing: border-box; border: 1px solid #767676; padding: 1px 4px; white-space: pre }
select:not([multiple], [size]:not([size=""], [size="0"], [size="1"])) { display: inline-grid; padding-right: 20px; background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 6'%3E%3Cpath d='M1 1l4 4l4-4' fill='none' stroke='black' stroke-width='1.6'/%3E%3C/svg%3E") right 6px center / 9px 6px no-repeat white }
select:not([multiple], [size]:not([size=""], [size="0"], [size="1"])) optgroup { display: contents }
select:not([multiple], [size]:not([size=""], [size="0"], [size="1"])) option { grid-area: 1 / 1; visibility: hidden }
select:not([multiple], [size]:not([size=""], [size="0"], [size="1"])) option:checked { visibility: visible }
progress, meter { box-sizing: border-box; background-clip: padding-box; width: 10em; height: 1em; border: 1px solid #767676; vertical-align: -0.2em; overflow: hidden }
meter { width: 5em }
fieldset { margin-inline: 2px; border: 2px groove #c0c0c0; padding: 0.35em 0.75em 0.625em; min-width: min-content }
legend { padding-inline: 2px }
audio:not([controls]) { display: none }
li { display: list-item }
summary { display: block }
details > summary:first-of-type { display: list-item; counter-increment: list-item 0; list-style: disclosure-closed inside }
details[open] > summary:first-of-type { list-style-type: disclosure-open }
dialog { position: absolute; left: 0; right: 0; width: fit-content; height: fit-content; margin: auto; border: 3px solid black; padding: 1em; background: white; color: black }
dialog:not([open]) { display: none }
html { hyphenate-limit-last: page }
body { margin: 8px }
p, dl, ul, ol, menu, dir, pre { margin-top: 1em; margin-bottom: 1em }
dd { margin-inline-start: 40px }
blockquote, figure { margin: 1em 40px }
h1 { font-size: 2em; font-weight: bold; margin-top: 0.67em; margin-bottom: 0.67em }
h2 { font-size: 1.5em; font-weight: bold; margin-top: 0.83em; margin-bottom: 0.83em }
h3 { font-size: 1.17em; font-weight: bold; margin-top: 1em; margin-bottom: 1em }
h4 { font-weight: bold; margin-top: 1.33em; margin-bottom: 1.33em }
h5 { font-size: 0.83em; font-weight: bold; margin-top: 1.67em; margin-bottom: 1.67em }
h6 { font-size: 0.67em; font-weight: bold; margin-top: 2.33em; margin-bottom: 2.33em }
h1, h2, h3, h4, h5, h6 { break-after: avoid; break-inside: avoid }
ul, ol, menu, dir { padding-inline-start: 40px }
ul, menu, dir { list-style-type: disc }
ol { list-style-type: decimal }
:is(ul, ol, menu, dl) :is(ul, ol, menu, dl) { margin-top: 0; margin-bottom: 0 }
:is(ul, ol) ul { list-style-type: circle }
:is(ul, ol) :is(ul, ol) ul { list-style-type: square }
code, kbd, samp, tt { font-family: monospace }
pre, listing, xmp, plaintext { font-family: monospace; white-space: pre; display: block; margin: 1em 0 }
b, strong { font-weight: bolder }
i, em, cite, var, dfn { font-style: italic }
address { font-style: italic }
center { text-align: -webkit-center }
mark { background: mark; color: marktext }
small { font-size: smaller }
big { font-size: larger }
nobr { white-space: nowrap }
sub { vertical-align: sub; font-size: smaller }
sup { vertical-align: super; font-size: smaller }
u, ins { text-decoration: underline }
s, strike, del { text-decoration: line-through }
a:link { color: #0000ee; text-decoration: underline }
q::before { content: open-quote }
q::after { content: close-quote }
::footnote-call { content: counter(footnote); font-size: 0.7em; line-height: 0; vertical-align: super }
::footnote-marker { content: counter(footnote) ". " }
hr { border: 1px solid gray; margin: 0.5em auto }
table { display: table; box-sizing: border-box; border-spacing: 2px; border-collapse: separate; text-indent: 0 }
caption { display: table-caption; text-align: center }
thead { display: table-header-group; vertical-align: middle }
tbody { display: table-row-group; vertical-align: middle }
tfoot { display: table-footer-group; vertical-align: middle }
thead, tfoot { break-inside: avoid }
tr { display: table-row; vertical-align: inherit; break-inside: avoid }
td, th { display: table-cell; vertical-align: inherit; padding: 1px }
th { font-weight: bold; text-align: center }
col { display: table-column }
colgroup { display: table-column-group }
[hidden] { display: none }
[dir=rtl] { direction: rtl; unicode-bidi: isolate }
[dir=ltr] { direction: ltr; unicode-bidi: isolate }
bdi { unicode-bidi: isolate }
bdo, bdo[dir] { unicode-bidi: isolate-override }
svg * { transform-origin: 0 0 }
svg a:link { color: inherit; text-decoration: none }
svg, symbol, image, marker, pattern { overflow: hidden }
`;
