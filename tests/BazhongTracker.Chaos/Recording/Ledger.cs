namespace BazhongTracker.Chaos.Recording;

/// <summary>One deed and all that was ever said about it.</summary>
internal sealed class Entry(Deed deed)
{
    public Deed Deed { get; } = deed;
    public string? Receipt { get; set; }
    public string? Refusal { get; set; }
    public bool WasUnknown { get; set; }

    /// <summary>Looked up after its worker had died.</summary>
    public bool IsSettled { get; set; }
    public string? SettledReceipt { get; set; }

    public bool IsAnswered => Receipt is not null || Refusal is not null;

    /// <summary>By all that was said, it is in the database.</summary>
    public bool ShouldStand => Receipt is not null || SettledReceipt is not null;
}

/// <summary>The histories of one database, read back.</summary>
internal sealed class Ledger
{
    public Dictionary<string, Entry> Entries { get; } = [];

    /// <summary>Things no history may hold: two answers to one deed, or one to a deed nobody began.</summary>
    public List<string> Oddities { get; } = [];

    public int Acknowledged => Entries.Values.Count(e => e.Receipt is not null);

    public static Ledger Read(string folder)
    {
        var ledger = new Ledger();
        foreach (var line in Directory.EnumerateFiles(folder, "*.history").Order(StringComparer.Ordinal).SelectMany(Lines))
        {
            ledger.Take(line.Split('\t'));
        }

        return ledger;
    }

    // A line that its writer died over has no end and says nothing.
    private static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private void Take(string[] line)
    {
        if (line[0] == "invoke")
        {
            if (!Entries.TryAdd(line[1], new Entry(new Deed(line[1], line[2], line[3], line[4], line[5]))))
            {
                Oddities.Add($"{line[1]} begun twice");
            }

            return;
        }

        if (!Entries.TryGetValue(line[1], out var entry))
        {
            Oddities.Add($"{line[1]} answered and never begun");
            return;
        }

        switch (line[0])
        {
            case "info":
                entry.WasUnknown = true;
                break;
            case "settled":
                (entry.IsSettled, entry.SettledReceipt) = (true, line[2] == "none" ? null : line[2]);
                break;
            default:
                if (entry.IsAnswered)
                {
                    Oddities.Add($"{line[1]} answered twice");
                }

                (entry.Receipt, entry.Refusal) = line[0] == "ok" ? (line[2], entry.Refusal) : (entry.Receipt, line[2]);
                break;
        }
    }
}
