/** The user-agent stylesheet: the rendering section of HTML, for the elements we know, on paper. */
export const USER_AGENT_CSS = `
html, body, address, article, aside, blockquote, center, dd, details, div, dl, dt, fieldset, figcaption, figure, footer,
form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, main, nav, ol, p, pre, search, section, summary, ul, menu, dir { display: block }
head, link, meta, script, style, title, template, base, datalist, area, param, noembed, noframes, map { display: none }
button, select, textarea, progress, meter { display: inline-block }
optgroup, option { display: block }
audio:not([controls]) { display: none }
textarea { white-space: pre-wrap }
li { display: list-item }
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
pre, code, kbd, samp, tt { font-family: monospace }
pre { white-space: pre }
b, strong { font-weight: bolder }
i, em, cite, var, dfn { font-style: italic }
address { font-style: italic }
center { text-align: center }
:is(center, div[align=center i], div[align=middle i]) > table { margin-inline: auto }
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
