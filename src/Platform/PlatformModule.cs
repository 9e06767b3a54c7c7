using System.Text.Json.Serialization;
using Gezhi.Platform.Files;
using Gezhi.Platform.Live;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gezhi.Platform;

/// <summary>What every module stands on. 平台</summary>
public static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, IEnumerable<System.Reflection.Assembly> modules)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => WorkCalendar.ChinaWith([], DeploymentZone.Of(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<Audit.AuditRetention>();
        services.AddSingleton<Districts>();
        services.AddSingleton<StorageRoot>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton(provider => new FieldCipher(provider.GetRequiredService<KeyRing>()));
        services.AddSingleton(provider => new NodeName(
            provider.GetRequiredService<IConfiguration>()["Node:Id"] ?? NodeName.OfThisProcess()
        ));
        services.AddHostedService<Loops>();
        services.AddSingleton<Wake>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<BlobStore>();
        services.AddSingleton<VirusScan>();
        services.AddSingleton<FileIntake>();
        services.AddScoped<SealedFiles>();
        services.AddLoop<EventPump>();
        services.AddLoop<Deliveries>();
        services.AddLoop<TimerLoop>();
        services.AddLoop<Sweep>();
        services.AddLoop<KeyTurn>();
        services.AddScoped<HoldBook>();
        services.AddScoped<Consents.ConsentTexts>();
        services.AddScoped<Consents.ConsentBook>();
        services.AddSingleton<Consents.ConsentRetention>();
        services.AddLoop<Consents.ForgetConsents>();
        services.AddPost();
        services.AddLoop<PreviewWorker>();
        services.AddLoop<ScanWorker>();
        services.AddSingleton(new ProblemTexts(modules));
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
            options.SerializerOptions.Converters.Add(new InstantJson());
        });
        services.AddProblemDetails();
        services.AddSingleton<ProblemMapper>();
        services.AddExceptionHandler(provider => provider.GetRequiredService<ProblemMapper>());
        return services;
    }

    /// <summary>What leaves the house by itself, and what gateways report.</summary>
    public static IEndpointRouteBuilder MapPlatform(this IEndpointRouteBuilder routes)
    {
        TakeReply.Map(routes);
        return routes;
    }

    private static void AddPost(this IServiceCollection services)
    {
        services.AddSingleton<MessageTimes>();
        services.AddSingleton<CallbackAddress>();
        services.AddSingleton<PushKeys>();
        foreach (var medium in Media.All)
            services.AddSingleton<IParcelCarrier>(p => new MessageCarrier(medium, p.GetRequiredService<IMessageSender>()));
        services.AddLoop<Postman>();
        services.AddScoped<TakeReply>();
    }

    private static void AddExceptionHandler(this IServiceCollection services, Func<IServiceProvider, ProblemMapper> make) =>
        services.AddSingleton<Microsoft.AspNetCore.Diagnostics.IExceptionHandler>(make);
}
