using BazhongTracker.Data.People;
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
