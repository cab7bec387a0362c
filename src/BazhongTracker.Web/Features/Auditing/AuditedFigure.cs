using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;

namespace BazhongTracker.Web.Features.Auditing;

/// <summary>What a row of the audit is about, where that is a figure.</summary>
/// <param name="Value">As the row of its report says it: the auditor sees no value that does not stand in the audit.</param>
public sealed record AuditedFigure(Target Target, Quarter Period, FigureNature Nature, string? Value);
