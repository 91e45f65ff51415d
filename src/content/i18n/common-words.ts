/**
 * Words so common that a sentence of the language hardly does without them, and names hardly have them. By these a text
 * is known to have been left in its source language. In lower case.
 */
const WORDS: Readonly<Record<string, string>> = {
  da: 'af alle andre at blev blive da de deltog dem den denne der deres det dette dog du efter eller en end er et flere for fra før gav har have hendes her hos hun hvad hvem hver hvis hvor hvordan i ikke ind ingen jeg kan kom kun kunne man med meget mellem men mod mod mange når nogle nu og også om op over på samt sammen se selv sig siden skal skulle som stadig sådan så til ud uden under var ved vi vil ville være',
  en: 'a about after all also an and any are as at be because been before between both but by can could did do each end for from had has have he her his how if in into is it its man men more most no not of off on one only or other our out over she since so some such than that the their them then there these they this those to under until up was were what when where which while who will with without would you',
  fr: 'à au aussi autre aux avec avoir car ce ces cette comme dans de depuis des dont du elle elles en entre est et été être eu il ils la le les leur leurs lors lui mais même ne ni non nous on ont ou où par pas pendant plus pour qu quand que qui sa sans se sera ses son sont sous sur tout très un une vers vous',
  de: 'aber alle als am an auch auf aus bei beim bis da damit dann das dass dem den denn der des die dies diese dieser dieses doch durch ein eine einem einen einer eines er es für gegen hat hatte ich ihr ihre im in ins ist ja kann kein keine man mehr mit nach nicht noch nur ob oder ohne sein seine seit sich sie sind so über um und uns unter vom von vor war waren was wenn wer wie wird wo wurde wurden zu zum zur zwischen',
  nb: 'av alle at ble da de dem den denne der det dette du eller en enn er et flere for fra før ga har hun hva hvem hver hvis hvor i ikke ingen jeg kan kom kun kunne man med mellom men mot mange når noen nå og også om opp over på samt seg siden skal skulle som så til under uten ut var ved vi vil være',
  sv: 'av alla att blev då de dem den denna det detta du efter eller en ett fler för från före gav har hon hur i icke inga inte jag kan kom kunde man med mellan men mot många när några nu och också om på samt sedan sig ska skulle som så till under utan ut var vad vem vid vi vill vara är över',
};

const sets = new Map<string, ReadonlySet<string>>();

/** Common words of a language; empty where none are known. */
export function commonWords(language: string): ReadonlySet<string> {
  let found = sets.get(language);
  if (!found) {
    found = new Set((WORDS[language] ?? '').split(' ').filter(Boolean));
    sets.set(language, found);
  }
  return found;
}
