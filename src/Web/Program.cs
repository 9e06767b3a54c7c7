using Gezhi.Web;
using Gezhi.Web.Verbs;

// Verbs of the one program: run (default), admin, migrate, import, verify, seed, docs.
if (args is [var name, .. var rest] && CommandLine.Find(name) is { } verb)
    return await verb.Run(rest);

var app = GezhiHost.Build(args is ["run", .. var options] ? options : args);
await GezhiHost.Prepare(app);
await app.RunAsync();
return 0;
