using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace BazhongTracker.Chaos.Planted;

/// <summary>The model of the program, but the version of a figure no longer stands in the WHERE of its UPDATE.</summary>
internal sealed class VersionNotChecked(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        modelBuilder.Entity<ReportedFigure>().Property(f => f.Version).IsConcurrencyToken(false);
    }
}
