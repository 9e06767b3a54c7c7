using Gezhi.Cases;
using Gezhi.Community;
using Gezhi.Council;
using Gezhi.Field;
using Gezhi.Grids;
using Gezhi.Identity;
using Gezhi.Indicators;
using Gezhi.Mediation;
using Gezhi.Migrations;
using Gezhi.Open311;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Ui;
using Gezhi.Platform.Ui.Shells;
using Gezhi.Registry;
using Gezhi.Web.Api;
using Gezhi.Web.Seeding;
using Gezhi.Web.Shell;
using Gezhi.Web.Shell.Gallery;
using Gezhi.Workforce;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;

namespace Gezhi.Web;

/// <summary>Puts the modules together: services, middleware, endpoints. 主机</summary>
internal static class GezhiHost
{
    /// <summary>Largest request: six photos and a video.</summary>
    private const long LongestRequest = 180L << 20;

    /// <param name="args">Configuration as <c>--Key=value</c>.</param>
    /// <param name="first">Services that win over the product's own: tests bring their clock.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? first = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestRequest;
        });
        if (builder.Configuration["Secrets:Folder"] is { Length: > 0 } folder)
            builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false); // one secret a file, as containers are given them
        StartCheck.Demand(builder.Configuration, builder.Environment);
        first?.Invoke(builder.Services);
        AddGezhi(builder.Services, builder.Configuration, builder.Environment);
        var app = builder.Build();
        _ = Task.Run(() => Databases.ReadModel(app.Services)); // beside the routes: a start has two processors; whoever needs the model first waits for it
        Use(app);
        return app;
    }

    /// <summary>Brings the database up to date and, in demo mode, fills the seed town once.</summary>
    public static async Task Prepare(WebApplication app)
    {
        var doors = Task.Run(() => OpenDoors(app)); // beside the database: a start has two processors
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>();
        await Databases.Migrate(db, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<TownFiller>().Fill(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<Grids.Areas.GridLoader>().Load(CancellationToken.None);
        await doors;
    }

    /// <summary>Builds every endpoint once. A list of routes builds its endpoints anew for each that asks: the matcher, links, the API's document.</summary>
    private static void OpenDoors(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.DataSources.SelectMany(source => source.Endpoints).ToList();
        routes.DataSources.Clear();
        routes.DataSources.Add(new DefaultEndpointDataSource(endpoints));
    }

    public static void AddGezhi(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddGezhiDb(configuration);
        services.AddPlatform(Modules.Assemblies);
        services.AddGezhiUi(Modules.Assemblies);
        services.AddIdentityModule(configuration, environment);
        services.AddGrids();
        services.AddRegistry();
        services.AddCases();
        services.AddFieldSync();
        services.AddOpen311();
        services.AddIndicators();
        services.AddWorkforce();
        services.AddCouncil();
        services.AddMediation();
        services.AddCommunity(configuration);
        services.AddSingleton<FrameFacts>();
        services.AddSingleton<ReadShellFacts>(provider => provider.GetRequiredService<FrameFacts>().Read);
        services.AddSlots();
        services.AddScoped<TownFiller>();
        services.AddScoped<ReportFiller>();
        services.AddScoped<DeadlineFiller>();
        services.AddScoped<FollowUpFiller>();
        services.AddScoped<RuleFiller>();
        services.AddScoped<PastEmergency>();
        services.AddScoped<ReadinessFiller>();
        services.AddScoped<RegistryFiller>();
        services.AddScoped<InspectionFiller>();
        services.AddScoped<VisitFiller>();
        services.AddScoped<PatrolFiller>();
        services.AddScoped<NoticeFiller>();
        services.AddScoped<IntegrityFiller>();
        services.AddScoped<IntakeFiller>();
        services.AddScoped<EvaluationFiller>();
        services.AddScoped<CouncilFiller>();
        services.AddScoped<GroupFiller>();
        services.AddScoped<VoteFiller>();
        services.AddScoped<TopicFiller>();
        services.AddScoped<MediationFiller>();
        services.AddScoped<CommunityFiller>();
        services.AddLimits();
        services.AddApiDocument();
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter(allowIntegerValues: false))
        );
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = LongestRequest;
            form.ValueLengthLimit = 1 << 20;
            form.MemoryBufferThreshold = 1 << 20;
        });
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                "image/svg+xml",
                "text/csv",
                "application/vnd.mapbox-vector-tile",
            ];
        });
        services.AddHealth();
        services.AddSingleton<SecurityContact>();
    }

    private static void Use(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseGezhiUi();
        // Outside the exception handler: it leaves the body of a refused page to the error page.
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.Use(StatusPages.Answer);
        app.UseExceptionHandler();
        app.UseOpen311();
        app.UseRouting();
        app.UseBodyLimits();
        app.UseIdentity();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapGezhiUi();
        app.MapPlatform();
        app.MapIdentity();
        app.MapGrids();
        app.MapRegistry();
        app.MapCases();
        app.MapFieldSync();
        app.MapOpen311();
        app.MapIndicators();
        app.MapWorkforce();
        app.MapCouncil();
        app.MapMediation();
        app.MapCommunity();
        app.MapHealth();
        SecurityContact.Map(app);
        app.MapApiDocument();
        app.MapGallery();
        app.MapRazorComponents<App>()
            .AddAdditionalAssemblies([.. Modules.Assemblies.Where(a => a != typeof(App).Assembly)])
            .WithStaticAssets();
    }
}
