namespace BazhongTracker.Chaos.Recording;

/// <summary>What somebody sets out to do, as it is written down before it is tried.</summary>
/// <param name="Kind">report, revise, withdraw, accept, return or take-back.</param>
/// <param name="Subject">The target and period of a report (W3-12 2024Q1), of a revision besides the version it is to replace, else the figure and its version.</param>
/// <param name="Said">The number of a report or revision as typed; the comment of a review.</param>
internal sealed record Deed(string Op, string Who, string Kind, string Subject, string Said)
{
    public const string Report = "report";
    public const string Revise = "revise";
    public const string Withdraw = "withdraw";
    public const string Accept = "accept";
    public const string Return = "return";
    public const string TakeBack = "take-back";

    public static Deed New(string who, string kind, string subject, string said) => new(Guid.CreateVersion7().ToString(), who, kind, subject, said);
}
