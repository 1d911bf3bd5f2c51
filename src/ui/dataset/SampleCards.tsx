import { useStore } from '../../store/store.ts';

/** Sample sets to begin with, one press each. */
export function SampleCards() {
  const samples = useStore((state) => state.samples);
  const importSampleSet = useStore((state) => state.importSampleSet);
  if (samples.length === 0) return null;
  return (
    <section className="samples" aria-labelledby="samples-title">
      <h3 id="samples-title" className="samples-title">
        Or try it with a sample set
      </h3>
      <ul className="samples-list">
        {samples.map((sample) => (
          <li key={sample.id}>
            <button type="button" className="sample" onClick={() => void importSampleSet(sample.id)}>
              <img
                className="sample-picture"
                src={`./samples/${sample.id}/${sample.picture}`}
                alt=""
                width={96}
                height={96}
              />
              <span className="sample-words">
                <span className="sample-name">{sample.name}</span>
                <span className="sample-summary">{sample.summary}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
