using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Groups;

/// <summary>Once a day, to those who asked: how many notices, answers and open questions their building has. 楼栋群每日摘要</summary>
/// <remarks>Numbers only. To browsers that want notifications, else as a text message. A day without news sends nothing.</remarks>
internal sealed class GroupDigest(
    GroupScope scope,
    HomeBook homes,
    ResidentPhones phones,
    PushBook push,
    IMessageSender sender,
    FieldCipher cipher,
    IStringLocalizer T
) : ITimerHandler
{
    public const string Name = "council.group-digest";

    public string Kind => Name;

    /// <summary>Sets the timer of a group when none waits; added to the change that is being made.</summary>
    public static async Task Arm(GezhiDb db, Guid groupId, GroupScope scope, DateTime now, CancellationToken ct)
    {
        if (!await db.Set<TimerRow>().AnyAsync(t => t.SubjectId == groupId && t.Kind == Name && t.NextAt != null, ct))
            db.SetTimer(Name, groupId, QuietHours.Next(now, scope.DigestAt, scope.Zone), now);
    }

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (await db.Set<BuildingGroup>().AsNoTracking().FirstOrDefaultAsync(g => g.Id == timer.SubjectId, ct) is not { } group)
            return;
        var wanting = await db.Set<BuildingMember>()
            .AsNoTracking()
            .Where(m => m.GroupId == group.Id && m.WantsDigest && m.LeftAt == null)
            .Select(m => m.ResidentId)
            .ToListAsync(ct);
        if (wanting.Count == 0)
            return; // the next one who asks sets it again
        db.SetTimer(Name, group.Id, QuietHours.Next(now, scope.DigestAt, scope.Zone), now);
        var since = now.AddDays(-1);
        var said = db.Set<GroupMessage>().AsNoTracking().Where(m => m.GroupId == group.Id && m.Hidden == null);
        var notices = await said.CountAsync(m => m.Kind == SaidKind.Notice && m.At > since, ct);
        var answered = await said.CountAsync(m => m.AnsweredAt > since, ct);
        var open = await said.CountAsync(m => m.State == AskState.Open, ct);
        if (notices + answered + open == 0)
            return;
        var here = (await homes.ResidentsOf(group.BuildingId, ct)).ToHashSet(); // who moved away is told nothing more
        var addresses = await phones.ToSend([.. wanting.Where(here.Contains)], ct);
        var browsers = await push.OfResidents(addresses.Values, ct);
        var text = T["{0}：新通知 {1} 条，新答复 {2} 条，待答复 {3} 条", group.Label, notices, answered, open].Value;
        foreach (var (resident, phone) in addresses)
        {
            var targets = browsers[phone].ToList();
            foreach (var target in targets)
                await db.Post(
                    new Post(
                        Media.Push,
                        "group.digest",
                        resident,
                        target.DeviceId.ToString(),
                        T["楼栋群每日摘要"],
                        PushBook.Content("/my/building", text),
                        now
                    ),
                    cipher,
                    now,
                    ct
                );
            if (targets.Count == 0 && sender.Carries(Media.Sms))
                await db.Post(
                    new Post(Media.Sms, "group.digest", resident, phone, "", T["【格治】{0}。登录后在“我的楼栋”查看。", text], now),
                    cipher,
                    now,
                    ct
                );
        }
    }
}
