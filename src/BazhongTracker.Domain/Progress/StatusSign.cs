namespace BazhongTracker.Domain.Progress;

/// <summary>A status as it is shown, counted and filtered: of 数据不足 it is told apart why there are no data.</summary>
public readonly record struct StatusSign(ProgressStatus Status, ReportingGapKind? Gap = null)
{
    public static readonly StatusSign OverdueUnreported = new(ProgressStatus.InsufficientData, ReportingGapKind.OverdueUnreported);
    public static readonly StatusSign NoData = new(ProgressStatus.InsufficientData, ReportingGapKind.NoData);

    public static IReadOnlyList<StatusSign> All { get; } =
        [.. Enum.GetValues<ProgressStatus>().Select(s => new StatusSign(s)), OverdueUnreported, NoData];

    /// <summary>Its word in addresses and in names of texts and glyphs.</summary>
    public string Code => Gap is { } gap ? WireNames.Of(gap) : Status.Code();

    public static implicit operator StatusSign(ProgressStatus status) => new(status);

    public static StatusSign Of(ProgressStatus status, ReportingGap? gap) => gap switch
    {
        { Kind: ReportingGapKind.OverdueUnreported } => OverdueUnreported,
        { Kind: ReportingGapKind.NoData } => NoData,
        _ => status,
    };

    /// <returns>Null when none has that code.</returns>
    public static StatusSign? Find(string code) => All.Where(s => s.Code == code).Select(s => (StatusSign?)s).FirstOrDefault();
}
