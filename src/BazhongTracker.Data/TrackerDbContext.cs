using BazhongTracker.Data.People;
using BazhongTracker.Domain.Areas;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Progress;
using BazhongTracker.Domain.Proof;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Domain.Targets;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Data;

/// <summary>The repository. One context per operation; arithmetic and ordering of numbers happen in Domain, not in SQL.</summary>
public abstract class TrackerDbContext(DbContextOptions options) : IdentityDbContext<Person>(options)
{
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Area> Areas => Set<Area>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<DepartmentChange> DepartmentChanges => Set<DepartmentChange>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<ReviewerAssignment> ReviewerAssignments => Set<ReviewerAssignment>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<DecisionVersion> DecisionVersions => Set<DecisionVersion>();
    public DbSet<Target> Targets => Set<Target>();
    public DbSet<TargetVersion> TargetVersions => Set<TargetVersion>();
    public DbSet<ReportedFigure> Figures => Set<ReportedFigure>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<Reopening> Reopenings => Set<Reopening>();
    public DbSet<BenchmarkFigure> Benchmarks => Set<BenchmarkFigure>();
    public DbSet<ProgressAssessment> Assessments => Set<ProgressAssessment>();
    public DbSet<MethodVersion> MethodVersions => Set<MethodVersion>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<FormerPassword> FormerPasswords => Set<FormerPassword>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<IssuerLink> IssuerLinks => Set<IssuerLink>();
    public DbSet<WishedRoles> WishedRoles => Set<WishedRoles>();
    public DbSet<FirstAdministrator> FirstAdministrators => Set<FirstAdministrator>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<Operation> Operations => Set<Operation>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TrackerDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<decimal>().HavePrecision(28, 8);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }
}

public sealed class SqliteTrackerDbContext(DbContextOptions<SqliteTrackerDbContext> options) : TrackerDbContext(options);

public sealed class PostgresTrackerDbContext(DbContextOptions<PostgresTrackerDbContext> options) : TrackerDbContext(options);
