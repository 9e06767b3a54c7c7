using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Gezhi.Web;
using Gezhi.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGezhiUi(Modules.Assemblies);
builder.Services.AddProblemDetails();
builder.Services.AddSingleton(new ProblemTexts(Modules.Assemblies));
builder.Services.AddSingleton<ProblemMapper>();
var app = builder.Build();
app.UseGezhiUi();
app.UseStatusCodePagesWithReExecute("/error/{0}");
app.UseAntiforgery();
app.MapStaticAssets();
app.MapGezhiUi();
app.MapRazorComponents<App>().WithStaticAssets();
await app.RunAsync();
