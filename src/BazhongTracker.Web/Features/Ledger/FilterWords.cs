using BazhongTracker.Domain;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Web.Shared.Standings;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Features.Ledger;

/// <summary>A filter of the ledger in words.</summary>
public sealed class FilterWords(IStringLocalizer<LedgerWords> say, Spoken spoken)
{
    /// <returns>“确保”＋市水利局; empty without a filter.</returns>
    public string Of(LedgerFilter filter, LedgerView view) =>
        string.Join(say["plus"],
            filter.Fields.Select(f => f.Name).Where(name => name != "as_of").Distinct().Select(name => Of(name, filter, view)));

    /// <param name="name">status, department, item, kind, q or firm.</param>
    public string Of(string name, LedgerFilter filter, LedgerView view) => name switch
    {
        "status" => say["quoted", string.Join(say["or"], filter.Statuses.Select(spoken.Status))],
        "firm" => say["quoted", spoken.Strength(Gravity.Firm)],
        "department" => view.Departments.FirstOrDefault(d => d.Code == filter.Department).Name ?? filter.Department ?? "",
        "item" => say["item.nth", filter.Item ?? 0],
        "kind" => say[$"kind.{WireNames.Of(filter.Kind ?? TargetKind.Reach)}"],
        _ => say["quoted", filter.Text ?? ""],
    };
}
