using BazhongTracker.Data.People;
using BazhongTracker.Domain.Departments;
using BazhongTracker.Domain.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BazhongTracker.Data.Mappings;

internal sealed class FormerPasswordMapping : IEntityTypeConfiguration<FormerPassword>
{
    public void Configure(EntityTypeBuilder<FormerPassword> builder) =>
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
}

internal sealed class SecondFactorMapping : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.HasKey(f => f.PersonId);
        builder.HasOne<Person>().WithOne().HasForeignKey<SecondFactor>(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.Property(c => c.Hash).HasMaxLength(64);
        builder.HasIndex(c => new { c.PersonId, c.Hash }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FirstAdministratorMapping : IEntityTypeConfiguration<FirstAdministrator>
{
    public void Configure(EntityTypeBuilder<FirstAdministrator> builder) =>
        builder.ToTable("FirstAdministrator").Property(a => a.Id).ValueGeneratedNever();
}

internal sealed class WishedRolesMapping : IEntityTypeConfiguration<WishedRoles>
{
    public void Configure(EntityTypeBuilder<WishedRoles> builder)
    {
        builder.HasKey(w => w.PersonId);
        builder.HasOne<Person>().WithOne().HasForeignKey<WishedRoles>(w => w.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IssuerLinkMapping : IEntityTypeConfiguration<IssuerLink>
{
    public void Configure(EntityTypeBuilder<IssuerLink> builder)
    {
        builder.HasKey(l => l.PersonId);
        builder.Property(l => l.Issuer).HasMaxLength(IssuerLink.LongestIssuer);
        builder.Property(l => l.Subject).HasMaxLength(IssuerLink.LongestSubject);
        builder.HasIndex(l => new { l.Issuer, l.Subject }).IsUnique();
        builder.HasOne<Person>().WithOne().HasForeignKey<IssuerLink>(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.Property(m => m.DepartmentCode).HasMaxLength(60);
        builder.HasIndex(m => new { m.DepartmentCode, m.ValidFrom });
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReviewerAssignmentMapping : IEntityTypeConfiguration<ReviewerAssignment>
{
    public void Configure(EntityTypeBuilder<ReviewerAssignment> builder)
    {
        builder.Property(a => a.DepartmentCode).HasMaxLength(60);
        builder.Property(a => a.Reason).HasMaxLength(WrittenText.LongestStored);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Department>().WithMany().HasForeignKey(a => a.DepartmentCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DepartmentChangeMapping : IEntityTypeConfiguration<DepartmentChange>
{
    public void Configure(EntityTypeBuilder<DepartmentChange> builder)
    {
        builder.Property(c => c.FromCode).HasMaxLength(60);
        builder.Property(c => c.ToCode).HasMaxLength(60);
        builder.Property(c => c.Reason).HasMaxLength(WrittenText.LongestStored);
        builder.Property(c => c.OperationId).HasMaxLength(36);
        builder.HasIndex(c => new { c.FromCode, c.ToCode }).IsUnique();
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.FromCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Department>().WithMany().HasForeignKey(c => c.ToCode).OnDelete(DeleteBehavior.Restrict);
    }
}
