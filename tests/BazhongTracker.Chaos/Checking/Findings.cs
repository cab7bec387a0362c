namespace BazhongTracker.Chaos.Checking;

/// <summary>What the checks counted, over one database or added up over many. Everything but the counts of what was done has to be 0.</summary>
internal sealed class Findings
{
    private const int Named = 20;

    public int Rounds { get; set; }
    public int Acknowledged { get; set; }
    public int Refused { get; set; }
    public int Unknown { get; set; }
    public int UnknownStored { get; set; }
    public int UnknownResolved { get; set; }

    /// <summary>Acknowledged, and not in the database or with other values or another receipt.</summary>
    public int Lost { get; set; }

    /// <summary>Stored a second time, or stored and asked for by nobody.</summary>
    public int Duplicates { get; set; }

    /// <summary>Told “not stored”, and stored; or refused without a reason that the workload gives.</summary>
    public int Lies { get; set; }

    public int WithoutAudit { get; set; }

    /// <summary>A state that the rules do not allow.</summary>
    public int Illegal { get; set; }

    /// <summary>What the check of the sealed audit or of the file of the database says.</summary>
    public int Damaged { get; set; }

    /// <summary>The first of each kind, in words.</summary>
    public List<string> Words { get; } = [];

    public int Breaches => Lost + Duplicates + Lies + WithoutAudit + Illegal + Damaged + (Unknown - UnknownResolved);

    public void Say(string word)
    {
        if (Words.Count < Named)
        {
            Words.Add(word);
        }
    }

    public void Add(Findings other)
    {
        Rounds += other.Rounds;
        Acknowledged += other.Acknowledged;
        Refused += other.Refused;
        Unknown += other.Unknown;
        UnknownStored += other.UnknownStored;
        UnknownResolved += other.UnknownResolved;
        Lost += other.Lost;
        Duplicates += other.Duplicates;
        Lies += other.Lies;
        WithoutAudit += other.WithoutAudit;
        Illegal += other.Illegal;
        Damaged += other.Damaged;
        other.Words.ForEach(Say);
    }

    public override string ToString() => FormattableString.Invariant(
        $"rounds {Rounds}, acknowledged {Acknowledged}, lost {Lost}, duplicates {Duplicates}, lies {Lies}, without audit {WithoutAudit}, illegal states {Illegal}, damage {Damaged}, unknown resolved {UnknownResolved} of {Unknown} (stored {UnknownStored})");
}
