/** Words of decisions about answers. They come with the screens of runs. */
export const enDecision = {
  decision: {
    title: 'Decision',
    none: 'Nothing is decided yet. A decision is kept with name, time and why, and cannot be changed: a later one stands in its place.',
    stands: '{{variant}} is to be carried out.',
    baseline: 'Nothing is changed.',
    by: '{{who}}, {{time}}',
    earlier: 'Earlier decisions ({{n}})',
    decide: 'Pick as decision',
    again: 'Decide anew',
    variant: 'What is to be done',
    choose: 'Choose',
    keep: 'Change nothing',
    why: 'Why',
    record: 'Keep the decision',
    tag: 'decided',
  },
};
