namespace BazhongTracker.Chaos.Recording;

/// <summary>What somebody sets out to do, as it is written down before it is tried.</summary>
/// <param name="Kind">report, accept or return.</param>
/// <param name="Subject">The target and period of a report (W3-12 2024Q1), the figure of a review.</param>
/// <param name="Said">The number of a report as typed; the comment of a review.</param>
internal sealed record Deed(string Op, string Who, string Kind, string Subject, string Said)
{
    public const string Report = "report";
    public const string Accept = "accept";
    public const string Return = "return";

    public static Deed New(string who, string kind, string subject, string said) => new(Guid.CreateVersion7().ToString(), who, kind, subject, said);
}
