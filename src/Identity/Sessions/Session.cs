using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Sessions;

/// <summary>One sign-in on one device. The cookie names it; ending the row ends the cookie. 会话</summary>
internal sealed class Session : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Staff account or resident.</summary>
    public Guid AccountId { get; init; }

    public ActorKind Kind { get; init; }
    public SignInMethod Method { get; init; }
    public DateTime StartedAt { get; init; }

    /// <summary>Last renewal of the cookie; behind by up to half the idle time.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>The session ends then, however busy.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>Ended by the person, an administrator or a new password.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>IP address; personal data, shown to the person and the audit administrator only.</summary>
    public string Address { get; init; } = "";

    /// <summary>Browser and system in few words.</summary>
    public string Device { get; init; } = "";
}

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> row)
    {
        row.ToTable("identity_session");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Address).HasMaxLength(45);
        row.Property(r => r.Device).HasMaxLength(80);
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.AccountId,
            r.EndsAt,
        });
    }
}

internal static class SessionSet
{
    extension(GezhiDb db)
    {
        public DbSet<Session> Sessions => db.Set<Session>();
    }
}

/// <summary>How somebody proved who they are. 登录方式</summary>
internal enum SignInMethod
{
    Password,
    Code,
    Demo,

    /// <summary>Password, then a code of the app or a recovery code.</summary>
    PasswordAndCode,
    Passkey,

    /// <summary>The government's identity provider.</summary>
    Government,

    /// <summary>The government's identity provider, then a code of the app or a recovery code.</summary>
    GovernmentAndCode,

    /// <summary>A letter of invitation.</summary>
    Invitation,

    /// <summary>A screen that hangs on a wall, hung up by somebody who was signed in there: it opens the wall and nothing else.</summary>
    Wall,
}
