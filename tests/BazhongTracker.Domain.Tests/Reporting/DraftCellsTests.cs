using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class DraftCellsTests
{
    [Fact]
    public void Of_two_that_changed_different_cells_both_are_kept()
    {
        var seen = new DraftCells("1", null, "");
        var stored = seen with { Note = "甲" };

        Assert.Equal(new DraftCells("2", null, "甲"), (seen with { Text = "2" }).Over(seen, stored));
        Assert.Equal(stored, seen.Over(seen, stored));
        Assert.Equal(new DraftCells("1", null, "乙"), (seen with { Note = "乙" }).Over(seen, stored));
    }
}
