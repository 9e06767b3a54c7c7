using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Units;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>One person of a roster. 花名册条目</summary>
/// <param name="UserName">Key of the row: letters, digits and . - _.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Phone">Mobile phone; null when unknown.</param>
/// <param name="Posts">The posts to be held.</param>
/// <param name="Password">Null: the person cannot sign in by password until an administrator sets one.</param>
public sealed record RosterEntry(string UserName, string Name, string? Phone, IReadOnlyList<RosterPost> Posts, string? Password = null);

/// <summary>A post of a roster: the area for all roles but Handler, the unit for Handler. 花名册岗位</summary>
/// <param name="Role">What the post is for.</param>
/// <param name="AreaCode">6 to 17 digits; null for a Handler.</param>
/// <param name="UnitCode">The unit; null for an area post.</param>
/// <param name="Title">What the public may see; names no person.</param>
/// <param name="ValidFrom">First local day.</param>
/// <param name="ValidTo">First local day without the post; null: until further notice.</param>
public sealed record RosterPost(Role Role, string? AreaCode, string? UnitCode, string Title, DateOnly ValidFrom, DateOnly? ValidTo = null);

/// <summary>An account with a password that is shown once. 初始账号</summary>
/// <param name="Role">Which of the three posts.</param>
/// <param name="UserName">What to type.</param>
/// <param name="Password">Shown now and never again; replaced at the first sign-in.</param>
public sealed record NewCredential(Role Role, string UserName, string Password);

/// <summary>Writes units and people in bulk: from a city's roster, for the seed town, for the first administrators. 花名册导入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Writing the same roster again changes nothing.</remarks>
public sealed class Roster
{
    private readonly GezhiDb db;
    private readonly UnitSnapshots snapshots;
    private readonly StaffSnapshots staff;
    private readonly UserManager<Account> users;
    private readonly FieldCipher cipher;
    private readonly ResetPassword reset;
    private readonly LocalDay day;

    internal Roster(
        GezhiDb db,
        UnitSnapshots snapshots,
        StaffSnapshots staff,
        UserManager<Account> users,
        FieldCipher cipher,
        ResetPassword reset,
        LocalDay day
    ) =>
        (this.db, this.snapshots, this.staff, this.users, this.cipher, this.reset, this.day) = (
            db,
            snapshots,
            staff,
            users,
            cipher,
            reset,
            day
        );

    /// <summary>Adds or renews units. 导入部门</summary>
    public async Task WriteUnits(IReadOnlyCollection<UnitView> units, CancellationToken ct)
    {
        var known = await db.Units.ToDictionaryAsync(u => u.Code, ct);
        foreach (var view in units)
        {
            if (!known.TryGetValue(view.Code, out var unit))
                db.Add(unit = new Unit { DistrictId = db.DistrictId, Code = view.Code });
            (unit.NameZh, unit.NameEn, unit.Kind, unit.AreaCode, unit.IsActive) = (
                view.NameZh,
                view.NameEn,
                view.Kind,
                view.AreaCode,
                view.IsActive
            );
        }
        await db.Save(ct);
        snapshots.Drop(db.DistrictId);
    }

    /// <summary>Adds people and posts that are not there yet; what is there stays as it is. In one transaction. 导入人员</summary>
    /// <returns>How many accounts were added.</returns>
    /// <exception cref="InvalidInput">A row breaks the rules of accounts or posts.</exception>
    /// <exception cref="RuleViolation">Posts that cannot stand beside each other.</exception>
    public async Task<int> Write(IReadOnlyCollection<RosterEntry> entries, DateTime now, CancellationToken ct)
    {
        var known = await db.Accounts.ToDictionaryAsync(a => a.NormalizedUserName, ct);
        var posts = (await db.Posts.AsNoTracking().ToListAsync(ct)).GroupBy(p => p.AccountId).ToDictionary(g => g.Key, g => g.ToList());
        var added = 0;
        foreach (var entry in entries)
        {
            if (!known.TryGetValue(users.NormalizeName(entry.UserName)!, out var account))
            {
                account = await Add(entry, now);
                known.Add(account.NormalizedUserName, account);
                added++;
            }
            if (!posts.TryGetValue(account.Id, out var held))
                posts.Add(account.Id, held = []);
            foreach (var post in entry.Posts.Where(p => !held.Exists(h => Same(h, p))))
                held.Add(Add(account, post, held, now));
        }
        await db.Save(ct);
        staff.Drop(db.DistrictId);
        return added;
    }

    /// <summary>Fills those of the three administrators' posts that nobody holds, each with an account of its own. 设立三员</summary>
    /// <param name="names">Names of three different people; who is not named gets the name of the post.</param>
    /// <returns>One credential for each post that was vacant; empty when all three are held. Every password must be changed at the first sign-in.</returns>
    /// <exception cref="RuleViolation"><c>post.separation</c>: one person is named twice.</exception>
    public async Task<IReadOnlyList<NewCredential>> AppointAdministrators(
        DateOnly from,
        DateTime now,
        CancellationToken ct,
        IReadOnlyDictionary<Role, string>? names = null
    )
    {
        if (names is not null && names.Values.Distinct(StringComparer.Ordinal).Count() < names.Count)
            throw new RuleViolation("post.separation");
        var taken = (await db.Accounts.Select(a => a.NormalizedUserName).ToListAsync(ct)).ToHashSet();
        var held = await Administrators(from).Select(p => p.Role).Distinct().ToListAsync(ct);
        var credentials = new List<NewCredential>();
        foreach (var (role, userName, title) in Three.Where(a => !held.Contains(a.Role)))
        {
            var free = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? userName : $"{userName}{n}").First(IsFree);
            credentials.Add(await Appoint(role, free, names?.GetValueOrDefault(role) ?? title, from, now));
        }
        await db.Save(ct);
        return credentials;

        bool IsFree(string userName) => !taken.Contains(users.NormalizeName(userName)!);
    }

    /// <summary>Gives one administrator a new password; for the operator of the machine, when somebody cannot come in any more. 重置管理员口令</summary>
    /// <exception cref="NotFound">The account holds none of the three posts today.</exception>
    public async Task<NewCredential> ResetAdministrator(string userName, DateOnly today, DateTime now, CancellationToken ct)
    {
        var normalized = users.NormalizeName(userName);
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == normalized, ct) ?? throw new NotFound("account");
        var post =
            await Administrators(today).FirstOrDefaultAsync(p => p.AccountId == account.Id, ct) ?? throw new NotFound("administrator");
        await ResetSecondFactor.AddTo(db, account.Id, ct); // who lost the telephone comes in again, and sets up another one first
        return new NewCredential(post.Role, account.UserName, await reset.Reset(account, Actor.System(db.DistrictId), ct));
    }

    /// <summary>
    /// Appoints one more administrator beside those who hold the post already: two security administrators are needed before posts of high rights can be
    /// given on the pages. For the operator of the machine. 增设管理员
    /// </summary>
    /// <param name="role">One of the three.</param>
    /// <param name="name">Name of the person; none of those who hold one of the three posts.</param>
    /// <exception cref="RuleViolation"><c>post.separation</c>: somebody of this name is an administrator already.</exception>
    public async Task<NewCredential> AppointAnother(Role role, string name, DateOnly from, DateTime now, CancellationToken ct)
    {
        var holders = Administrators(from).Select(p => p.AccountId);
        if (await db.Accounts.AnyAsync(a => a.Name == name && holders.Contains(a.Id), ct))
            throw new RuleViolation("post.separation");
        var (_, userName, _) = Three.Single(a => a.Role == role);
        var taken = (await db.Accounts.Select(a => a.NormalizedUserName).ToListAsync(ct)).ToHashSet();
        var free = Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{userName}{n}").First(u => !taken.Contains(users.NormalizeName(u)!));
        var credential = await Appoint(role, free, name, from, now);
        await db.Save(ct);
        staff.Drop(db.DistrictId);
        return credential;
    }

    private async Task<NewCredential> Appoint(Role role, string userName, string name, DateOnly from, DateTime now)
    {
        var entry = new RosterEntry(userName, name, null, [], OneTimePassword.New(userName));
        var account = await Add(entry, now);
        account.MustChangePassword = true;
        Add(account, new RosterPost(role, db.DistrictId.ToString(CultureInfo.InvariantCulture), null, "管理员", from), [], now);
        return new NewCredential(role, userName, entry.Password!);
    }

    /// <summary>Posts of the three administrators held on the day by people who may sign in.</summary>
    private IQueryable<Post> Administrators(DateOnly day)
    {
        var enabled = db.Accounts.Where(a => a.DisabledAt == null);
        return db.PostsOn(day)
            .Where(p => p.Role == Role.SystemAdmin || p.Role == Role.SecurityAdmin || p.Role == Role.AuditAdmin)
            .Where(p => enabled.Any(a => a.Id == p.AccountId));
    }

    private static readonly (Role Role, string UserName, string Title)[] Three =
    [
        (Role.SystemAdmin, "sysadmin", "系统管理员"),
        (Role.SecurityAdmin, "secadmin", "安全管理员"),
        (Role.AuditAdmin, "auditadmin", "审计管理员"),
    ];

    private async Task<Account> Add(RosterEntry entry, DateTime now)
    {
        var account = new Account
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            UserName = entry.UserName,
            NormalizedUserName = users.NormalizeName(entry.UserName)!,
            Name = entry.Name,
            PhoneSealed = cipher.Seal(db.DistrictId, PhoneField.Account, entry.Phone),
            SecurityStamp = RandomNumberGenerator.GetHexString(32),
            CreatedAt = now,
        };
        if (entry.Password is not null)
        {
            foreach (var rule in users.PasswordValidators)
                (await rule.ValidateAsync(users, account, entry.Password)).Demand("Password");
            account.PasswordHash = users.PasswordHasher.HashPassword(account, entry.Password);
            (account.PasswordSetAt, account.FormerHashes) = (now, account.PasswordHash);
        }
        db.Add(account);
        db.Audit(Actor.System(db.DistrictId), "account.created", account.Id, account.UserName, now);
        return account;
    }

    private Post Add(Account account, RosterPost wanted, List<Post> held, DateTime now)
    {
        var post = new Post
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AccountId = account.Id,
            Role = wanted.Role,
            AreaCode = wanted.AreaCode,
            UnitCode = wanted.UnitCode,
            Title = wanted.Title,
            ValidFrom = wanted.ValidFrom,
            ValidTo = wanted.ValidTo,
        };
        PostRules.Check(post, held, account.Name);
        db.Add(post);
        if (post.ValidTo is { } end)
            db.SetTimer(PostEnds.TimerKind, post.Id, day.StartOf(end), now);
        db.Audit(
            Actor.System(db.DistrictId),
            "post.given",
            account.Id,
            $"{post.Role} {post.AreaCode ?? post.UnitCode} {post.ValidFrom:O}",
            now
        );
        return post;
    }

    private static bool Same(Post held, RosterPost wanted) =>
        held.Role == wanted.Role
        && held.AreaCode == wanted.AreaCode
        && held.UnitCode == wanted.UnitCode
        && held.ValidFrom == wanted.ValidFrom;
}
