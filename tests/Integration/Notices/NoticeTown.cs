using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>The seed town with a post office that tests look into; nothing leaves by itself, tests say when the postman goes.</summary>
internal sealed class NoticeTown
{
    private static readonly Dictionary<Engine, Task<NoticeTown>> Towns = [];
    private static readonly Lock Gate = new();

    public Town Town { get; private set; } = null!;

    public PostOffice Office { get; } = new();

    public Postman Postman => Town.Services.GetRequiredService<Postman>();

    public static Task<NoticeTown> On(Engine engine)
    {
        if (engine == Engine.Postgres && Shared.TemporaryPostgres.WhyNot() is { } missing)
            Xunit.Assert.Skip(missing);
        lock (Gate)
            return Towns.TryGetValue(engine, out var town) ? town : Towns[engine] = Start(engine);
    }

    /// <summary>Everything that was told is planned, and what is due now leaves.</summary>
    public async Task Deliver()
    {
        await Town.Settle();
        while (await Postman.Carry(Town.District, CancellationToken.None)) { }
    }

    public Task<List<Parcel>> Parcels(Guid owner) =>
        Town.With((_, db) => db.Set<Parcel>().AsNoTracking().Where(p => p.OwnerId == owner).OrderBy(p => p.Id).ToListAsync());

    /// <summary>What a process leaves behind that died with the parcel in its hands.</summary>
    public Task LeftInHand(Guid parcelId) =>
        Town.With(
            async (_, db) =>
            {
                var parcel = await db.Set<Parcel>().SingleAsync(p => p.Id == parcelId);
                (parcel.Claim, parcel.NextAt) = (Guid.Empty, Town.Clock.GetUtcNow().UtcDateTime + Postman.Abandoned);
                await db.Save(default);
                return 0;
            }
        );

    private static async Task<NoticeTown> Start(Engine engine)
    {
        var notices = new NoticeTown();
        notices.Town = await Town.Start(
            engine,
            services => services.AddSingleton<IMessageSender>(notices.Office),
            "--Messages:GatherMinutes=5",
            "--Messages:Sms:ReplyKey=a-key-that-only-the-gateway-knows",
            "--Callbacks:AllowPrivate=true",
            "--Limits:SignInsPerMinute=100000"
        );
        await notices.Town.Settle();
        await notices.Town.Services.GetRequiredService<EventPump>().StopAsync(default);
        await notices.Town.Services.GetRequiredService<Deliveries>().StopAsync(default);
        await notices.Postman.StopAsync(default);
        return notices;
    }
}
