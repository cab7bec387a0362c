using BazhongTracker.Domain.Progress;

namespace BazhongTracker.Web.Shared.Standings;

/// <summary>What comes first: 确保 before everything, then severity, then strength of wording, then how much faster it must go.</summary>
public static class Gravity
{
    public const string Firm = "确保";

    private static readonly StatusSign[] Order =
    [
        ProgressStatus.Missed, ProgressStatus.OffTrack, ProgressStatus.Behind, ProgressStatus.AtRisk, ProgressStatus.AchievedLate,
        StatusSign.OverdueUnreported,
        ProgressStatus.OnTrack, ProgressStatus.Ahead, ProgressStatus.Achieved, ProgressStatus.PendingFinal, ProgressStatus.InsufficientData,
        StatusSign.NoData,
        ProgressStatus.TooEarly, ProgressStatus.NotStarted, ProgressStatus.NoDeadline, ProgressStatus.Undefined, ProgressStatus.Cancelled,
    ];

    private static readonly string[][] Wording = [[Firm], ["实现", "建成", "完成"], ["打造", "稳定", "稳步"], ["力争"], ["争创", "争取"]];

    /// <summary>All statuses, gravest first, those not assessed last.</summary>
    public static IReadOnlyList<StatusSign> Statuses => Order;

    /// <summary>须过问: something can or should still be done about it. 逾期完成 is done.</summary>
    public static bool NeedsAttention(this ProgressStatus status) =>
        status is ProgressStatus.Missed or ProgressStatus.OffTrack or ProgressStatus.Behind or ProgressStatus.AtRisk;

    public static bool NeedsAttention(this StatusSign sign) => sign.Status.NeedsAttention();

    public static int Severity(this StatusSign sign) => Array.IndexOf(Order, sign);

    /// <returns>0 for 确保; larger is weaker; a clause without a modal word is weakest.</returns>
    public static int Weakness(string? strength)
    {
        var rank = Array.FindIndex(Wording, words => words.Contains(strength));
        return rank >= 0 ? rank : string.IsNullOrEmpty(strength) ? Wording.Length + 1 : Wording.Length;
    }

    /// <summary>The order of 最需过问.</summary>
    public static IOrderedEnumerable<Standing> MostPressingFirst(this IEnumerable<Standing> standings) =>
        standings.OrderBy(s => s.Target.Strength != Firm)
            .ThenBy(s => s.Sign.Severity())
            .ThenBy(s => Weakness(s.Target.Strength))
            .ThenByDescending(s => s.Verdict.Working.Af ?? 0)
            .ThenBy(s => s.Verdict.Working.C ?? 1)
            .ThenBy(s => s.Target.Code, StringComparer.Ordinal);

    /// <summary>The order within a group of the ledger.</summary>
    public static IOrderedEnumerable<Standing> GravestFirst(this IEnumerable<Standing> standings) =>
        standings.OrderBy(s => s.Sign.Severity()).ThenBy(s => Weakness(s.Target.Strength))
            .ThenBy(s => s.Target.Code, StringComparer.Ordinal);
}
