using BazhongTracker.Data.People;
using BazhongTracker.Domain.Areas;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BazhongTracker.Data.Mappings;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        // Sixty characters of a name, and the user name where another looks the same.
        builder.Property(p => p.DisplayName).HasMaxLength(200);
        builder.Property(p => p.StaffNumber).HasMaxLength(StaffNumber.Longest);
        builder.HasIndex(p => p.StaffNumber).IsUnique();
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(s => s.Hash).HasMaxLength(64);
        builder.Property(s => s.Standing).HasMaxLength(64);
        builder.Property(s => s.Address).HasMaxLength(45);
        builder.Property(s => s.Agent).HasMaxLength(200);
        builder.HasIndex(s => s.Hash).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.Property(k => k.Name).HasMaxLength(60);
        builder.Property(k => k.DepartmentCode).HasMaxLength(60);
        builder.HasIndex(k => k.Name).IsUnique();
        builder.Ignore(k => k.Reader);
    }
}

internal sealed class DepartmentMapping : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.HasKey(d => d.Code);
        builder.Property(d => d.Code).HasMaxLength(60);
    }
}

internal sealed class AreaMapping : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> builder)
    {
        builder.HasKey(a => a.Code);
        builder.Property(a => a.Code).HasMaxLength(60);
        builder.Property(a => a.ParentCode).HasMaxLength(60);
        builder.HasOne<Area>().WithMany().HasForeignKey(a => a.ParentCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssignmentMapping : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.HasIndex(a => new { a.TargetId, a.DepartmentCode, a.Responsibility, a.ValidFrom }).IsUnique();
        builder.HasOne<Target>().WithMany().HasForeignKey(a => a.TargetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(a => a.DepartmentCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DecisionMapping : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.HasKey(d => d.Code);
        builder.Property(d => d.Code).HasMaxLength(60);
        builder.Property(d => d.AreaCode).HasMaxLength(60);
        builder.HasOne<Area>().WithMany().HasForeignKey(d => d.AreaCode).OnDelete(DeleteBehavior.Restrict);
        builder.Property(d => d.ReviewDates).StoredAsJson();
        builder.Property(d => d.Headlines).StoredAsJson();
        builder.Property(d => d.Themes).StoredAsJson();
        builder.Property(d => d.Items).StoredAsJson();
    }
}

internal sealed class DecisionVersionMapping : IEntityTypeConfiguration<DecisionVersion>
{
    public void Configure(EntityTypeBuilder<DecisionVersion> builder)
    {
        builder.ToTable("DecisionVersions");
        builder.HasIndex(v => new { v.DecisionCode, v.Number }).IsUnique();
        builder.HasOne<Decision>().WithMany().HasForeignKey(v => v.DecisionCode).OnDelete(DeleteBehavior.Restrict);
        builder.Property(v => v.Errata).StoredAsJson();
        builder.Property(v => v.NoTargets).StoredAsJson();
    }
}

internal sealed class TargetMapping : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.HasIndex(t => new { t.DecisionCode, t.Code }).IsUnique();
        builder.HasIndex(t => t.Code);
        builder.Property(t => t.Code).HasMaxLength(20);
        builder.Property(t => t.DecisionCode).HasMaxLength(60);
        builder.HasOne<Decision>().WithMany().HasForeignKey(t => t.DecisionCode).OnDelete(DeleteBehavior.Restrict);
        builder.Property(t => t.AreaCode).HasMaxLength(60);
        builder.Ignore(t => t.Definition);
        builder.HasMany(t => t.Versions).WithOne().HasForeignKey(v => v.TargetId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(t => t.Versions).HasField("versions").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
    }
}

internal sealed class TargetVersionMapping : IEntityTypeConfiguration<TargetVersion>
{
    public void Configure(EntityTypeBuilder<TargetVersion> builder)
    {
        builder.ToTable("TargetVersions");
        builder.HasIndex(v => new { v.TargetId, v.Number }).IsUnique();
        builder.Property(v => v.DocumentNumber).HasMaxLength(WrittenText.LongestDocumentStored);
        builder.Property(v => v.ApprovedBy).HasMaxLength(256);
        builder.Property(v => v.Benchmarks).StoredAsJson();
        builder.Property(v => v.Path).StoredAsJson();
        builder.Property(v => v.Plan).StoredAsJson();
    }
}

internal sealed class ReportedFigureMapping : IEntityTypeConfiguration<ReportedFigure>
{
    public void Configure(EntityTypeBuilder<ReportedFigure> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.OperationId).HasMaxLength(100);
        builder.Property(f => f.Version).HasMaxLength(100).IsConcurrencyToken();
        builder.Property(f => f.DocumentNumber).HasMaxLength(WrittenText.LongestDocumentStored);
        builder.Property(f => f.DocumentIssuer).HasMaxLength(WrittenText.LongestDocumentStored);
        builder.HasIndex(f => f.OperationId).IsUnique();
        builder.Property(f => f.AreaCode).HasMaxLength(60);
        builder.HasIndex(f => new { f.TargetId, f.PeriodIndex });
        // The day of the first figure of all is asked for by every page of a target.
        builder.HasIndex(f => f.Published).HasFilter("\"State\" = 'Accepted'");
        // Two clerks cannot both have a figure waiting for the same period.
        builder.HasIndex(f => new { f.TargetId, f.AreaCode, f.PeriodIndex, f.Nature }, "OneAwaitingReview")
            .IsUnique().HasFilter("\"State\" = 'AwaitingReview'");
        // Nor can a report or a revision that was begun before another one was accepted stand beside it: what was imported has its own numbers.
        builder.HasIndex(f => new { f.TargetId, f.AreaCode, f.PeriodIndex, f.Nature, f.Revision }, "OneOfARevision")
            .IsUnique().HasFilter("\"State\" IN ('AwaitingReview', 'Accepted') AND \"ReportedBy\" <> 'import'");
        builder.HasOne<Target>().WithMany().HasForeignKey(f => f.TargetId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(f => f.Period);
        builder.Ignore(f => f.Receipt);
    }
}

internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.Property(d => d.UserName).HasMaxLength(256);
        builder.Property(d => d.Text).HasMaxLength(WrittenText.LongestCell);
        builder.Property(d => d.Stage).HasMaxLength(WrittenText.LongestCell);
        builder.Property(d => d.Day).HasMaxLength(WrittenText.LongestCell);
        builder.Property(d => d.DocumentNumber).HasMaxLength(WrittenText.LongestDocumentStored);
        builder.Property(d => d.DocumentIssuer).HasMaxLength(WrittenText.LongestDocumentStored);
        builder.Property(d => d.Note).HasMaxLength(WrittenText.LongestStored);
        builder.Property(d => d.Version).HasMaxLength(36).IsConcurrencyToken();
        builder.Property(d => d.AreaCode).HasMaxLength(60);
        builder.HasIndex(d => new { d.UserName, d.TargetId, d.AreaCode, d.PeriodIndex }).IsUnique();
        builder.HasOne<Target>().WithMany().HasForeignKey(d => d.TargetId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(d => d.Period);
        builder.Ignore(d => d.Cells);
    }
}

internal sealed class ReviewMapping : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.OperationId).HasMaxLength(100);
        builder.HasIndex(r => r.OperationId).IsUnique();
        // Several where an acceptance was taken back; that no two are made at once is held by the version of the figure.
        builder.HasIndex(r => r.FigureId);
        builder.HasOne<ReportedFigure>().WithMany().HasForeignKey(r => r.FigureId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReopeningMapping : IEntityTypeConfiguration<Reopening>
{
    public void Configure(EntityTypeBuilder<Reopening> builder)
    {
        builder.HasIndex(r => new { r.TargetId, r.PeriodIndex }).IsUnique();
        builder.HasOne<Target>().WithMany().HasForeignKey(r => r.TargetId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProgressAssessmentMapping : IEntityTypeConfiguration<ProgressAssessment>
{
    public void Configure(EntityTypeBuilder<ProgressAssessment> builder)
    {
        builder.Property(a => a.MethodVersion).HasMaxLength(40);
        builder.HasIndex(a => new { a.TargetId, a.AsOf, a.MethodVersion }).IsUnique();
        builder.HasIndex(a => new { a.AsOf, a.TargetId });
        builder.Property(a => a.Stamp).IsConcurrencyToken();
        // What every page reads: one row a target, however long the history.
        builder.HasIndex(a => a.TargetId, "OneCurrent").IsUnique().HasFilter("\"IsCurrent\"");
        builder.HasIndex(a => new { a.TargetId, a.AsOf }, "OneShown").IsUnique().HasFilter("\"IsShown\"");
        builder.HasOne<Target>().WithMany().HasForeignKey(a => a.TargetId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MethodVersionMapping : IEntityTypeConfiguration<MethodVersion>
{
    public void Configure(EntityTypeBuilder<MethodVersion> builder)
    {
        builder.Property(v => v.Version).HasMaxLength(40);
        builder.HasIndex(v => v.Version).IsUnique();
        builder.Ignore(v => v.InForce);
    }
}

internal sealed class BenchmarkFigureMapping : IEntityTypeConfiguration<BenchmarkFigure>
{
    public void Configure(EntityTypeBuilder<BenchmarkFigure> builder)
    {
        builder.ToTable("Benchmarks");
        builder.Property(b => b.Series).HasMaxLength(80);
        builder.Property(b => b.OperationId).HasMaxLength(100);
        builder.HasIndex(b => b.OperationId).IsUnique();
        builder.HasIndex(b => new { b.Series, b.PeriodIndex });
        builder.Ignore(b => b.Period);
    }
}

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.Property(r => r.Key).HasMaxLength(100);
        builder.HasIndex(r => r.Key).IsUnique();
        builder.Ignore(r => r.WasGood);
    }
}

internal sealed class AuditRowMapping : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("Audit");
        builder.HasIndex(a => a.OperationId);
        builder.HasIndex(a => a.Signature).IsUnique();
    }
}

internal sealed class OperationMapping : IEntityTypeConfiguration<Operation>
{
    public void Configure(EntityTypeBuilder<Operation> builder)
    {
        builder.ToTable("Operations");
        builder.HasKey(o => o.Id);
        builder.Ignore(o => o.IsVoid);
        builder.Property(o => o.RowHash).HasMaxLength(64);
        builder.HasIndex(o => o.Receipt);
    }
}

internal sealed class AuditSealMapping : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Ignore(s => s.Count);
        builder.Ignore(s => s.Entries);
    }
}
