using BazhongTracker.Data.Seeding;
using Xunit;

namespace BazhongTracker.Seeds.Tests;

public class LeadTests
{
    private static readonly Leads Leads = DecisionFolder.Main.ReadLeads();

    [Fact]
    public void Every_target_but_a_parent_has_exactly_one_lead() =>
        Assert.Equal(
            DecisionFolder.Main.ReadTargets().Where(t => !t.IsParent).Select(t => t.Code).Order(StringComparer.Ordinal),
            Leads.Targets.Select(l => l.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_department_named_exists_and_stands_once_beside_a_target()
    {
        var departments = DepartmentFiles.ReadDepartments().Select(d => d.Code).ToList();
        Assert.Equal(departments.Count, departments.Distinct().Count());
        Assert.All(Leads.Targets, l =>
        {
            Assert.Subset(departments.ToHashSet(), l.Supporting.Append(l.Lead).ToHashSet());
            Assert.Equal(l.Supporting.Count + 1, l.Supporting.Append(l.Lead).Distinct().Count());
        });
    }

    [Fact]
    public void The_leads_are_said_to_be_ours_and_hold_from_the_day_of_the_decision() =>
        Assert.Equal(("assigned", DecisionFolder.Main.ReadDecision().AdoptedOn), (Leads.Basis, Leads.ValidFrom));

    [Theory]
    [InlineData("08-01")]
    [InlineData("08-02")]
    [InlineData("08-03")]
    [InlineData("08-04")]
    [InlineData("08-05")]
    [InlineData("08-06")]
    [InlineData("08-07")]
    [InlineData("08-09")]
    [InlineData("11-09")]
    public void Fields_and_herds_are_led_by_agriculture(string code) =>
        Assert.Equal("agriculture", Leads.Targets.Single(l => l.Code == code).Lead);

    [Fact]
    public void Departments_and_areas_have_names_in_both_languages()
    {
        Assert.All(DepartmentFiles.ReadDepartments(), d => Assert.False(string.IsNullOrWhiteSpace(d.NameEn), d.Code));
        Assert.All(DepartmentFiles.ReadAreas(), a => Assert.False(string.IsNullOrWhiteSpace(a.NameEn), a.Code));
    }
}
