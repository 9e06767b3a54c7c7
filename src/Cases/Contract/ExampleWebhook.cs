using Gezhi.Cases.Webhooks;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;

namespace Gezhi.Cases.Contract;

/// <summary>A webhook of the demonstration, switched off, with what it sent before. 示例推送</summary>
public static class ExampleWebhook
{
    /// <summary>Adds it; saved by the caller. Its secret is known to nobody. 添加</summary>
    /// <param name="maker">Account of the system administrator.</param>
    /// <param name="now">UTC.</param>
    public static void Add(GezhiDb db, Guid maker, FieldCipher cipher, DateTime now)
    {
        var hook = Webhook.Example(db.DistrictId, Ids.New(now), maker, now, cipher);
        db.Add(hook);
        foreach (var days in new[] { 2, 3 })
        {
            var at = now.AddDays(-days);
            db.Add(
                new Parcel
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(at),
                    Medium = Webhook.Medium,
                    Kind = "webhook.ping",
                    OwnerId = hook.Id,
                    EventId = Ids.New(at),
                    CreatedAt = at,
                    DoneAt = at.AddSeconds(1),
                    Attempts = 1,
                    Answer = "200",
                }
            );
        }
    }
}
