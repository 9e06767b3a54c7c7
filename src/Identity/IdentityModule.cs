using Gezhi.Identity.Accounts;
using Gezhi.Identity.Auditing;
using Gezhi.Identity.Consents;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Demo;
using Gezhi.Identity.Government;
using Gezhi.Identity.Invitations;
using Gezhi.Identity.Letters;
using Gezhi.Identity.Me;
using Gezhi.Identity.Notices;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.Posts;
using Gezhi.Identity.Protection;
using Gezhi.Identity.Residents;
using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Sessions;
using Gezhi.Identity.Units;
using Gezhi.Identity.Urgent;
using Gezhi.Identity.Viewing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gezhi.Identity;

/// <summary>Accounts, posts, sessions, units, residents: who asks, and what they may do. 身份</summary>
public static class IdentityModule
{
    public static IServiceCollection AddIdentityModule(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        services.AddAccess();
        services.AddSessions(configuration, environment);
        services.AddAccounts(configuration);
        services.AddMessages(configuration, environment);
        services.AddLimits(configuration);
        services.AddDemo(configuration, environment);
        foreach (var feature in Features)
            services.AddScoped(feature);
        services.AddScoped<IConsentUse, AccountConsent>();
        services.AddScoped<IHoldable, AccountConsent>();
        services.AddSingleton<ResidentRetention>();
        services.AddLoop<ForgetResidents>();
        services.AddScoped<IConsentUse, BrowserConsent>();
        services.AddSingleton<IParcelCarrier, PushCarrier>();
        services.AddSingleton<LocalDay>();
        services.AddSingleton<SecondFactorRule>();
        services.AddSingleton<HighRights>();
        services.AddSingleton<UrgentRule>();
        services.AddSingleton<SessionLimits>();
        services.AddSingleton<ShortToken>();
        services.AddSingleton(UrgentRule.Notice);
        services.AddSingleton<AuditWords>();
        services.AddSingleton<ViewingRule>();
        services.AddSingleton(ViewingRule.Notice);
        services.AddLoop<ViewingWatch>();
        services.AddScoped<ITimerHandler, HandoverDay>();
        services.AddScoped<ITimerHandler, PostEnds>();
        foreach (var item in Navigation)
            services.AddSingleton(item);
        services.AddSingleton<UnitSnapshots>();
        services.AddSingleton(p => new UnitNames(p.GetRequiredService<UnitSnapshots>()));
        services.AddScoped(p => new UnitDirectory(p.GetRequiredService<GezhiDb>(), p.GetRequiredService<UnitSnapshots>()));
        services.AddScoped(p => new Roster(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<UnitSnapshots>(),
            p.GetRequiredService<StaffSnapshots>(),
            p.GetRequiredService<UserManager<Account>>(),
            p.GetRequiredService<FieldCipher>(),
            p.GetRequiredService<ResetPassword>(),
            p.GetRequiredService<LocalDay>()
        ));
        services.AddScoped(p => new ResidentPhones(p.GetRequiredService<GezhiDb>(), p.GetRequiredService<FieldCipher>()));
        services.AddScoped<ResidentFill>();
        services.AddScoped(p => new SessionTidy(p.GetRequiredService<GezhiDb>()));
        services.AddScoped(p => new SessionWatch(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<Standings>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(p => new HungWall(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<StartSession>(),
            p.GetRequiredService<FreshSession>()
        ));
        services.AddSingleton<StaffSnapshots>();
        services.AddScoped(p => new Staffing(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<LocalDay>(),
            p.GetRequiredService<StaffSnapshots>()
        ));
        return services;
    }

    /// <summary>Binds the actor and the district of the request, then checks rights. After error handling, before antiforgery and endpoints.</summary>
    public static IApplicationBuilder UseIdentity(this IApplicationBuilder app)
    {
        var districts = app.ApplicationServices.GetRequiredService<Districts>();
        foreach (var settings in Settings) // a wrong one stops the start, not the first person who comes
            app.ApplicationServices.GetRequiredService(settings);
        app.UseAuthentication();
        app.Use(
            (context, next) =>
            {
                var actor = context.Actor() ?? Actor.Anonymous(districts.Default);
                context.Features.Set(actor);
                context.RequestServices.GetRequiredService<GezhiDb>().In(actor.DistrictId);
                return next(context);
            }
        );
        app.Use(OtherSites.Refuse);
        return app.UseAuthorization();
    }

    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder routes)
    {
        SessionEndpoints.Map(routes);
        ResidentEndpoints.Map(routes);
        MeEndpoints.Map(routes);
        AccountEndpoints.Map(routes);
        PostEndpoints.Map(routes);
        UnitEndpoints.Map(routes);
        KeepConsentTexts.Map(routes);
        AuditEndpoints.Map(routes);
        TakeUrgentGrant.Map(routes);
        ReadKeys.Map(routes);
        KeepAlerts.Map(routes);
        GovernmentScheme.Map(routes);
        DemoSignIn.Map(routes);
        return routes;
    }

    private static readonly NavItem[] Navigation =
    [
        new(90, "/admin/accounts", "账号", Permission.ManageAccounts) { Group = NavGroup.Running },
        new(91, "/admin/units", "处置部门", Permission.ManageAccounts) { Group = NavGroup.Running },
        new(92, "/admin/posts", "岗位", Permission.ManagePosts) { Group = NavGroup.Running },
        new(92, "/post-handovers", "交接单", Permission.ManagePosts) { Group = NavGroup.Running },
        new(92, "/posts/requests", "岗位申请", Permission.ManagePosts) { Group = NavGroup.Running },
        new(92, "/urgent-grants", "应急授权", Permission.ClearAlarm, Permission.ManagePosts, Permission.ReadAudit)
        {
            Group = NavGroup.Grids, // beside who is on duty; alone in another menu it would stand in the bar
        },
        new(93, "/admin/audit", "审计", Permission.ReadAudit) { Group = NavGroup.Running },
        new(92, "/admin/viewing-alerts", "查看异常告警", Permission.ManagePosts, Permission.ReadAudit) { Group = NavGroup.Running },
        new(93, "/admin/data-register", "个人信息处理清单", Permission.ManagePosts, Permission.ReadAudit) { Group = NavGroup.Running },
        new(93, "/admin/consent-texts", "同意文本", Permission.ManagePosts, Permission.ReadAudit) { Group = NavGroup.Running },
        new(96, "/admin/keys", "字段密钥", Permission.SeeOperations, Permission.ManagePosts) { Group = NavGroup.Running },
        new(94, "/admin/letters", "未送达", Permission.SeeOperations) { Group = NavGroup.Running },
        new(95, "/admin/timers", "定时事项", Permission.SeeOperations) { Group = NavGroup.Running },
    ];

    private static readonly Type[] Settings =
    [
        typeof(SecondFactorRule),
        typeof(HighRights),
        typeof(UrgentRule),
        typeof(SessionLimits),
        typeof(ViewingRule),
        typeof(Gezhi.Platform.Audit.AuditRetention),
    ];

    private static readonly Type[] Features =
    [
        typeof(StartSession),
        typeof(SignIn),
        typeof(SecondStep),
        typeof(EnterFactor),
        typeof(FreshSession),
        typeof(SetUpSecondFactor),
        typeof(KeepPasskeys),
        typeof(SignInByPasskey),
        typeof(SignInByGovernment),
        typeof(Invite),
        typeof(ResetSecondFactor),
        typeof(DecideProposal),
        typeof(TakeUrgentGrant),
        typeof(EndSessions),
        typeof(AskCode),
        typeof(EnterCode),
        typeof(ReadAccounts),
        typeof(AdministratorGuard),
        typeof(CreateAccount),
        typeof(ResetPassword),
        typeof(DisableAccount),
        typeof(ReadPosts),
        typeof(FindPerson),
        typeof(GivePost),
        typeof(EndPost),
        typeof(PostCover),
        typeof(HandOverPost),
        typeof(SignHandover),
        typeof(ReadHandovers),
        typeof(RequestPost),
        typeof(SaveUnit),
        typeof(KeepConsentTexts),
        typeof(DeadLetters),
        typeof(TimerBoard),
        typeof(ReadMe),
        typeof(ChooseNotices),
        typeof(KeepAddress),
        typeof(KeepDevices),
        typeof(PushBook),
        typeof(NoticeBook),
        typeof(ChangePassword),
        typeof(ReadAudit),
        typeof(ExportAudit),
        typeof(ReadKeys),
        typeof(KeepAlerts),
        typeof(AdministratorAlarm),
    ];

    private static void AddSessions(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        var prefix = environment.IsDevelopment() ? "" : "__Host-";
        var government = GovernmentSettings.From(configuration, environment.IsDevelopment());
        services.AddSingleton(government);
        var authentication = services
            .AddAuthentication(SessionCookie.Scheme)
            .AddCookie(
                SessionCookie.Scheme,
                options =>
                {
                    options.Cookie.Name = prefix + "gezhi";
                    options.Cookie.HttpOnly = true;
                    options.Cookie.SameSite = SameSiteMode.Lax;
                    options.Cookie.SecurePolicy = secure;
                    options.Cookie.Path = "/";
                    options.SlidingExpiration = true;
                    options.EventsType = typeof(SessionCookie);
                }
            );
        GovernmentScheme.Add(authentication, government, secure);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = prefix + "gezhi-form";
            options.Cookie.SecurePolicy = secure;
            options.HeaderName = "X-Form-Token";
        });
        services.AddDataProtection().SetApplicationName("gezhi");
        // The keys lie beside field.key, readable by the owner only; encrypting them with a key of the same folder would add nothing.
        services.AddLogging(logs => logs.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<StorageRoot, ILoggerFactory>(
                (options, root, logs) =>
                    options.XmlRepository = new FileSystemXmlRepository(
                        new DirectoryInfo(root.Folder(Path.Combine("keys", "cookies"))),
                        logs
                    )
            );
        services.AddScoped<SessionCookie>();
        services.AddSingleton<Standings>();
        services.AddHttpContextAccessor();
        // Until the host tells the district's name: who is signed in, and the clock on the wall.
        services.AddSingleton<ReadShellFacts>(p =>
            http =>
                new(
                    new ShellFacts(
                        "",
                        http.Actor() is { Kind: ActorKind.Staff } staff ? staff : null,
                        p.GetRequiredService<LocalDay>().Local(p.GetRequiredService<TimeProvider>().UtcNow)
                    )
                )
        );
        services.AddCascadingValue(p =>
            p.GetRequiredService<IHttpContextAccessor>().HttpContext?.Actor() ?? Actor.Anonymous(p.GetRequiredService<Districts>().Default)
        );
    }

    private static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddIdentityCore<Account>(options =>
            {
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
                options.Password.RequiredLength = PasswordRule.Shortest;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
            })
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<PasswordRule>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // Null: the host name of the request. With several names in front of one house the common one is set here, or a passkey opens only where it was made.
            options.ServerDomain = configuration["Passkeys:Domain"] is { Length: > 0 } domain ? domain : null;
            options.UserVerificationRequirement = "required"; // finger, face or PIN: the second of the two factors
            options.ResidentKeyRequirement = "required"; // the device knows whose it is: no name is typed
        });
        // OWASP's figure for PBKDF2-HMAC-SHA512; the framework's default is half of it.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
    }
}
