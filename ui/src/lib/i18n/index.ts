// The typed catalogue and the present language; everybody imports from here.
export { catalogue, languages, ownNames, type Lang, type Messages } from "./catalogue";
export { Language, provideLanguage, useLanguage } from "./language.svelte";
export { choiceOptions, choiceWord, type ChoiceKey, type ChoiceName } from "./choices";
