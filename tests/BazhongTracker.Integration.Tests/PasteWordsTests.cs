using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using BazhongTracker.Domain.Time;
using BazhongTracker.Web.Features.Reporting;
using BazhongTracker.Web.Text;
using Microsoft.Extensions.Localization;
using Xunit;

namespace BazhongTracker.Integration.Tests;

public sealed class PasteWordsTests
{
    private static readonly Quarter Period = new(2026, 3);

    private static EntryWords Words => new(Speech.Of<Spoken>(), Speech.Of<IStringLocalizer<ReportingWords>>(), TimeProvider.System);

    private static EntryRow Row(int number, TargetKind kind = TargetKind.Reach, ReportingDuty duty = ReportingDuty.Asked)
    {
        var target = Stand.Target($"08-{number:00}", kind);
        return new EntryRow(new OwedFigure(target, Period, target.NatureFor(Period), duty, new FigureHistory(target, []), null, null, null));
    }

    private static string Said(IReadOnlyList<EntryRow> rows, string pasted, string language = "zh-CN") =>
        Speech.In(language, () => Words.Misfits(PasteColumn.Fill(rows, pasted).Misfits));

    [Fact]
    public void What_does_not_fit_is_quoted_as_pasted() =>
        Assert.Equal("第2行“缺”不是数字；第3行“在建中”不是本项的阶段；第4行“08-04”本期不报",
            Said([Row(1), Row(2), Row(3, TargetKind.Milestone), Row(4, duty: ReportingDuty.NotThisPeriod)], "1\n缺\n在建中\n4"));

    [Fact]
    public void Long_text_is_cut() =>
        Assert.Equal("第1行“12345678901234567890…”不是数字", Said([Row(1)], "12345678901234567890 及以上"));

    [Fact]
    public void Lines_with_the_same_reason_are_summed_up_in_runs()
    {
        var rows = Enumerable.Range(1, 5).Select(n => Row(n)).ToList();

        Assert.Equal("第1—3、5行不是数字；第6—16行超出表格", Said(rows, "a\nb\nc\n4\nd\n" + string.Join('\n', Enumerable.Range(6, 11))));
        Assert.Equal("lines 1, 3 are no numbers", Said(rows, "a\n2\nc", "en"));
    }

    [Fact]
    public void Of_very_many_runs_the_first_are_named_and_all_are_counted() =>
        Assert.Equal("第1、3、5、7、9、11、13、15等12行不是数字", Said([.. Enumerable.Range(1, 24).Select(n => Row(n))], string.Join('\n', Enumerable.Range(0, 24).Select(n => n % 2 == 0 ? "x" : "1"))));

    [Fact]
    public void What_is_owed_does_not_move_when_something_is_written_that_need_not_be()
    {
        var row = Row(1, duty: ReportingDuty.Settled);
        row.Type("12");

        Assert.Equal(EntryState.Ready, EntryCheck.Of(row).State);
        Assert.Equal([true, false, false], new[] { Row(2), row, Row(3, duty: ReportingDuty.NotThisPeriod) }.Select(r => r.IsAsked));
    }

    [Fact]
    public void Which_lines_were_filled_replaced_and_skipped_is_said()
    {
        var rows = new[] { Row(1), Row(2), Row(3) };
        rows[0].Type("5");

        Assert.Equal("粘贴了3行：2行已填（其中第1行替换了原来填的数）；1行跳过，没有填入：第2行“缺”不是数字。", Speech.In("zh-CN", () => Words.Pasted(PasteColumn.Fill(rows, "6\n缺\n7"))));
        Assert.Equal("粘贴了1行，1行已填。", Speech.In("zh-CN", () => Words.Pasted(PasteColumn.Fill(rows, "6"))));
        Assert.Equal(["6", "", "7"], rows.Select(r => r.Text));
    }
}
