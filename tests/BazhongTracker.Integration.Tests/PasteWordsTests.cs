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
    public void A_line_end_inside_quotes_belongs_to_the_cell_and_shifts_no_row()
    {
        var rows = new[] { Row(1), Row(2), Row(3) };

        var outcome = PasteColumn.Fill(rows, "\"18.9\r\n（含集体）\"\r\n12.3\r\n5.5\r\n");

        Assert.Equal(("", "12.3", "5.5"), (rows[0].Text, rows[1].Text, rows[2].Text));
        Assert.Equal((1, "18.9（含集体）", Misfit.NotANumber), outcome.Misfits.Select(m => (m.Line, m.Text, m.Why)).Single());
    }

    [Theory]
    [InlineData("\"18.9\n12.3")]
    [InlineData("\"18.9\"\"\n12.3\n5.5")]
    [InlineData("12.3\n\"5\"约\n7")]
    public void Where_the_cells_cannot_be_told_apart_nothing_is_filled(string pasted)
    {
        var rows = new[] { Row(1), Row(2), Row(3) };

        Assert.Equal(PasteRefusal.Unclear, PasteColumn.Fill(rows, pasted).Refusal);
        Assert.All(rows, row => Assert.Equal("", row.Text));
    }

    [Fact]
    public void Quotes_inside_quotes_are_doubled() =>
        Assert.Equal([["5\" 管\t径", "x"], ["7"]], SpreadsheetText.Cells("\"5\"\" 管\t径\"\tx\n7\n\n"));

    [Theory]
    [InlineData("18.9\t\n19\t\n")]
    [InlineData("\t18.9\t\t\n\t19\t\t\n")]
    [InlineData("本期数（万头）\n18.9\n19\n")]
    [InlineData("\t数值\n\t18.9\n\t19")]
    public void Empty_columns_and_a_head_line_of_a_spreadsheet_are_passed_over(string pasted)
    {
        var rows = new[] { Row(1), Row(2) };

        var outcome = PasteColumn.Fill(rows, pasted);

        Assert.Equal(("18.9", "19"), (rows[0].Text, rows[1].Text));
        Assert.Equal((null, 2, 2), (outcome.Refusal, outcome.Lines, outcome.Filled));
    }

    [Fact]
    public void What_is_too_long_is_refused_whole()
    {
        var row = Row(1);

        Assert.Equal(
            PasteRefusal.TooLong, PasteColumn.Fill([row], string.Join('\n', Enumerable.Range(1, PasteColumn.MostLines + 1))).Refusal);
        Assert.Equal(PasteRefusal.TooLong, PasteColumn.Fill([row], null).Refusal);
        Assert.Equal("", row.Text);
    }

    [Fact]
    public void Every_refusal_of_a_paste_has_its_sentence()
    {
        Assert.All(Enum.GetValues<PasteRefusal>(),
            why => Assert.EndsWith("。", Speech.In("zh-CN", () => Words.Pasted(PasteOutcome.Refused(why, 2)))));
        Assert.Equal("粘贴了1行，1行已填。第1行是表头，没有填入。", Speech.In("zh-CN", () => Words.Pasted(PasteColumn.Fill([Row(1)], "本期数\n6"))));
    }

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
