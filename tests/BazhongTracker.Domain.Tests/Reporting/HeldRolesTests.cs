using BazhongTracker.Domain.Reporting;
using Xunit;

namespace BazhongTracker.Domain.Tests.Reporting;

public class HeldRolesTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Pairs =>
        from first in RoleNames.All from second in RoleNames.All where first != second select new TheoryDataRow<string, string>(first, second);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_administrator_holds_no_second_role_and_everybody_else_may(string first, string second)
    {
        if (RoleNames.Administrators.Contains(first) || RoleNames.Administrators.Contains(second))
        {
            Assert.Equal("role.apart", Assert.Throws<RuleViolation>(() => HeldRoles.Read([first, second])).Code);
        }
        else
        {
            Assert.Equal(RoleNames.All.Where(r => r == first || r == second), HeldRoles.Read([first, second, first]));
        }
    }

    [Fact]
    public void No_role_one_role_and_the_same_twice_are_fine()
    {
        Assert.Empty(HeldRoles.Read([]));
        Assert.All(RoleNames.All, role => Assert.Equal([role], HeldRoles.Read([role, role])));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("system")]
    [InlineData("Admin")]
    [InlineData("")]
    public void A_role_that_does_not_exist_is_refused(string role) =>
        Assert.Equal("role.unknown", Assert.Throws<RuleViolation>(() => HeldRoles.Read([RoleNames.Reader, role])).Code);
}
