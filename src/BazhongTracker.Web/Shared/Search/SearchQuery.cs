using BazhongTracker.Data;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Catalogue;
using BazhongTracker.Web.Shared.Layout;
using BazhongTracker.Web.Shared.Standings;
using BazhongTracker.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BazhongTracker.Web.Shared.Search;

/// <summary>Gathers what one person may go to: names, words, the values promised, and how every target stands today.</summary>
[Asks(Actions.Search), Asks(Actions.ReadPublished)]
public sealed class SearchQuery(
    IDbContextFactory<TrackerDbContext> contexts, TimeProvider clock, Decisions decisions, IStringLocalizer<SearchWords> say, IStringLocalizer<Words> words,
    Permissions permissions, Spoken spoken)
{
    private static readonly string[] Numerals =
        ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九"];

    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<SearchIndex> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.Search);
        var pages = TrackerPage.Of(actor, permissions).Select(p => new SearchEntry(SearchGroup.Page, words[p.Name], "", p.Href, [], []));
        return permissions.Allows(actor, Actions.ReadPublished) ? new SearchIndex([.. await Named(cancellation), .. pages]) : new SearchIndex([.. pages]);
    }

    private async Task<IEnumerable<SearchEntry>> Named(CancellationToken cancellation)
    {
        var decision = await decisions.Default(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var targets = await db.Targets.AsNoTracking().Where(t => t.DecisionCode == decision.Code).OrderBy(t => t.Code).ToListAsync(cancellation);
        var today = clock.Today();
        var standings = (await db.Standings(decision.Code, null, today, cancellation)).ToDictionary(s => s.Target.Code, Found);
        var departments = await db.Departments.AsNoTracking()
            .Where(d => (d.ValidFrom == null || d.ValidFrom <= today) && (d.ValidTo == null || d.ValidTo >= today)).OrderBy(d => d.Code).ToListAsync(cancellation);
        return
        [
            .. targets.Select(t => EntryOf(t, spoken.Promise(t)) with { Standing = standings.GetValueOrDefault(t.Code) }),
            .. decision.Sections.Where(s => s.Level is SectionLevel.Part or SectionLevel.Item or SectionLevel.Paragraph).Select(Clause),
            .. departments.Select(d => new SearchEntry(SearchGroup.Department, d.FullTitle(), d.Title(), (LedgerFilter.Everything(null) with { Department = d.Code }).Href,
                [d.Code], Some(d.Name, d.ShortName, d.NameEn)) { Chinese = d.Name }),
        ];
    }

    /// <summary>A target as it is found everywhere: by code, name, initials and words.</summary>
    public static SearchEntry EntryOf(Target target, params string[] words) => new(
        SearchGroup.Target, target.Title(), target.Code, $"{LedgerFilter.Path}/{target.Code}", Codes(target.Code),
        [.. Some(target.Name, target.NameEn, target.Quote, Typesetting.FullWidth(target.Quote)).Distinct(),
            .. words]) { Chinese = target.Name };

    private static FoundStanding Found(Standing standing) => new(standing.Sign, Digits.Now(standing), standing.Lead);

    private SearchEntry Clause(Section section)
    {
        var heading = Typesetting.FullWidth(section.Heading);
        var (number, keys) = section.Level switch
        {
            SectionLevel.Part => (say["part", Numerals[section.Number]].Value, new[] { $"第{Numerals[section.Number]}部分" }),
            SectionLevel.Item => ($"（{Numerals[section.Number]}）", [$"第{Numerals[section.Number]}条", $"第{section.Number}条", $"（{Numerals[section.Number]}）", section.Key]),
            _ => (section.Key, [section.Key]),
        };
        return new SearchEntry(SearchGroup.Clause, heading, number, $"decision#{section.Key}", keys, []);
    }

    // 06-08 is also written 6-08 and, like a clause, 6.8: whoever types 6 means item six.
    private static string[] Codes(string code) =>
        [code, .. new[] { code.TrimStart('0'), code.Replace('-', '.'), code.TrimStart('0').Replace('-', '.'), code.TrimStart('0').Replace("-0", ".", StringComparison.Ordinal) }.Except([code])];

    private static string[] Some(params string?[] texts) => [.. texts.OfType<string>()];
}
